import Errors
import JSON

/// A comment in the conversation of a pull request.
struct IssueComment: StateRecord, Identifiable {
  let id: Int
  /// The number of the pull request.
  let issue: Int
  var body: String
  let author: String
  let created: Timestamp
  var updated: Timestamp
}

extension IssueComment {
  init(_ document: StateDocument) throws(Failure) {
    id = try document.number("id")
    issue = try document.number("issue")
    body = try document.text("body")
    author = try document.text("author")
    created = try document.time("created-at")
    updated = try document.time("updated-at")
  }

  var json: JSONValue {
    [
      "id": id.json, "issue": issue.json, "body": .string(body),
      "author": .string(author), "created-at": created.json,
      "updated-at": updated.json,
    ]
  }
}
