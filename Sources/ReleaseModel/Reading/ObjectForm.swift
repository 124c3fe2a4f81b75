/// The keys that one kind of object may have.
///
/// Each form names the JSON Schema that says the same to editors; a test compares the two, so that
/// they cannot drift.
package struct ObjectForm: Sendable {
  /// What a message calls such an object.
  package let name: String
  package let required: [String]
  package let optional: [String]
  /// The file under `schedules/schema/`, and the pointer to the object's schema in it.
  package let schema: (file: String, pointer: [String])

  init(
    _ name: String, required: [String], optional: [String] = [],
    schema: (file: String, pointer: [String])
  ) {
    self.name = name
    self.required = required
    self.optional = optional
    self.schema = schema
  }

  package var keys: [String] { required + optional }
}
