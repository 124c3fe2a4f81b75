import JSON
import ReleaseModel
import Testing

@Suite("The JSON Schemas of the files that people edit", .timeLimit(.minutes(20)))
struct SchemaTests {
  @Test("have the same keys as the reader", arguments: ObjectForm.all.indices)
  func sameKeys(index: Int) throws {
    let form = ObjectForm.all[index]
    let object = try schema(of: form)
    let properties = try #require(object["properties"]?.object)
    #expect(Set(properties.keys) == Set(form.keys + form.retired))
    for (key, property) in properties {
      #expect((property["deprecated"] == .bool(true)) == form.retired.contains(key), "\(key)")
    }
    let required = (object["required"]?.array ?? []).compactMap(\.string)
    #expect(required.sorted() == form.required.sorted())
  }

  @Test("say of every key what it means", arguments: ObjectForm.all.indices)
  func described(index: Int) throws {
    let form = ObjectForm.all[index]
    let object = try schema(of: form)
    for (key, property) in try #require(object["properties"]?.object) {
      let reference = property["$ref"]?.string
      let told = try reference.map { try self.definition($0, in: form) } ?? property
      #expect(told["description"]?.string?.isEmpty == false, "\(form.name): \(key)")
    }
  }

  @Test("refuse unknown keys, except in version_info.json", arguments: ObjectForm.all.indices)
  func closed(index: Int) throws {
    let form = ObjectForm.all[index]
    let isOpen = form.schema.file == "version_info.json"
    #expect(try schema(of: form)["additionalProperties"] == .bool(isOpen))
  }

  private func schema(of form: ObjectForm) throws -> JSONValue {
    let bytes = try Repository.bytes(at: "schedules/schema/\(form.schema.file)")
    let file = try JSONValue(parsing: bytes)
    #expect(file["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    return try form.schema.pointer.reduce(file) { try #require($0[$1]) }
  }

  private func definition(_ reference: String, in form: ObjectForm) throws -> JSONValue {
    let bytes = try Repository.bytes(at: "schedules/schema/\(form.schema.file)")
    let steps = reference.dropFirst(2).split(separator: "/").map(String.init)
    return try steps.reduce(JSONValue(parsing: bytes)) { try #require($0[$1]) }
  }
}
