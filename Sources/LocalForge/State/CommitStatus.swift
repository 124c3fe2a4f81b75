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
  init(_ document: StateDocument) throws(StateError) {
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

/// Everything that was ever said about one commit, oldest first.
struct CommitStatuses: StateRecord {
  var all: [CommitStatus] = []
}

extension CommitStatuses {
  init(_ document: StateDocument) throws(StateError) {
    all = try document.documents("statuses").map { item throws(StateError) in
      try CommitStatus(item)
    }
  }

  var json: JSONValue { ["statuses": .array(all.map(\.json))] }

  /// The last status of each context, newest first.
  var current: [CommitStatus] {
    var seen: Set<String> = []
    return all.reversed().filter { seen.insert($0.context).inserted }
  }

  /// GitHub's summary: failure before pending before success; no status is pending.
  ///
  /// <https://docs.github.com/rest/commits/statuses#get-the-combined-status-for-a-specific-reference>
  var combined: CommitStatus.Verdict {
    let verdicts = Set(current.map(\.verdict))
    if verdicts.contains(.failure) || verdicts.contains(.error) { return .failure }
    return verdicts == [.success] ? .success : .pending
  }
}
