import Errors
import JSON

/// A label of the repository.
struct IssueLabel: StateRecord, Identifiable {
  let id: Int
  let name: String
  /// Six hexadecimal digits.
  var color: String
  var description: String?
}

extension IssueLabel {
  init(_ document: StateDocument) throws(Failure) {
    id = try document.number("id")
    name = try document.text("name")
    color = try document.text("color")
    description = document.optionalText("description")
  }

  var json: JSONValue {
    .object(
      JSONObject(of: [
        ("id", id.json), ("name", .string(name)), ("color", .string(color)),
        ("description", description.json),
      ]).withoutNulls)
  }
}
