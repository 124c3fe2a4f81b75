import Git
import JSON

extension Rendering {
  func status(_ status: CommitStatus, of commit: ObjectID) -> JSONValue {
    var members = simpleStatus(status, of: commit)
    members["creator"] = user(status.author)
    return .object(members)
  }

  /// The summary of all that was said about `commit`, one page of it spelt out.
  func combined(
    _ statuses: CommitStatuses, page: [CommitStatus], of commit: ObjectID
  ) -> JSONValue {
    let own = links.repository("commits/\(commit)")
    return [
      "state": .string(statuses.combined.rawValue),
      "statuses": .array(page.map { .object(simpleStatus($0, of: commit)) }),
      "sha": commit.json, "total_count": statuses.current.count.json,
      "repository": repository(), "commit_url": .string(own), "url": .string(own + "/status"),
    ]
  }

  private func simpleStatus(_ status: CommitStatus, of commit: ObjectID) -> JSONObject {
    JSONObject(of: [
      ("url", .string(links.repository("statuses/\(commit)"))), ("avatar_url", nil),
      ("id", status.id.json), ("node_id", node("SC", status.id)),
      ("state", .string(status.verdict.rawValue)),
      ("description", status.description.json), ("target_url", status.target.json),
      ("context", .string(status.context)), ("created_at", status.created.json),
      ("updated_at", status.created.json),
    ])
  }
}
