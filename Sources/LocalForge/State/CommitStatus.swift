import Errors
import JSON

/// What one check says about a commit.
struct CommitStatus: StateRecord, Identifiable {
  /// The four verdicts of GitHub's statuses.
  enum Verdict: String, Sendable, CaseIterable {
    case error, failure, pending, success
  }

  let id: Int
  let verdict: Verdict
  /// Which check says it; the last one of a context counts.
  let context: String
  let description: String?
  let target: String?
  let author: String
  let created: Timestamp
}

extension CommitStatus {
  init(_ document: StateDocument) throws(Failure) {
    id = try document.number("id")
    verdict = try document.word("state", Verdict.self)
    context = try document.text("context")
    description = document.optionalText("description")
    target = document.optionalText("target")
    author = try document.text("author")
    created = try document.time("created-at")
  }

  var json: JSONValue {
    .object(
      JSONObject(of: [
        ("id", id.json), ("state", .string(verdict.rawValue)),
        ("context", .string(context)), ("description", description.json),
        ("target", target.json), ("author", .string(author)),
        ("created-at", created.json),
      ]).withoutNulls)
  }
}
