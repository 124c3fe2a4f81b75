import Errors
import Git
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  func readDecisions() async throws(Failure) -> RecordedDecisions {
    try await decisions(in: try await mirror.follow(remote, .records))
  }

  /// What the ref of `references` holds, once the mirror has followed them.
  func decisions(
    in references: [RemoteReference]
  ) async throws(Failure) -> RecordedDecisions {
    guard let tip = references.first(where: { $0.name.text == decisionRef }) else {
      return RecordedDecisions()
    }
    return try await mirror.decisions(at: tip.id)
  }

  /// A decision that stands there already is not written again.
  func add(_ decision: Decision) async throws(Failure) {
    let what = "recording the decision on \(decision.subject)"
    try await amend(decisionRef, doing: what) { (tip) throws(Failure) in
      try await doing(what) { () throws(GitError) in
        try await mirror.repository.run { git throws(GitError) in
          let place = try TreePath(decision.path)
          if let tip, try git.entry(at: place, of: tip) != nil { return nil }
          let text = decision.json.text(.indented) + "\n"
          let record = RecordCommit(
            files: [decision.path: Array(text.utf8)],
            message: "Decide \(decision.kind.rawValue) of \(decision.subject)\n",
            date: decision.when)
          return try git.add(record, on: tip).commit
        }
      }
    }
  }
}

extension Mirror {
  fileprivate func decisions(at tip: ObjectID) async throws(Failure) -> RecordedDecisions {
    try await doing("reading \(decisionRef)") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        var decisions: [Decision] = []
        var unreadable: [UnreadableRecord] = []
        for entry in try git.entries(of: tip, limit: 100_000)
        where entry.kind == .file && entry.path.hasSuffix(".json") {
          if let decision = try git.decision(in: entry) {
            decisions.append(decision)
          } else {
            unreadable.append(
              UnreadableRecord(
                ref: decisionRef, path: entry.path, found: "it is not a decision with that name"))
          }
        }
        return RecordedDecisions(
          decisions: decisions.sorted { ($0.when, $0.path) < ($1.when, $1.path) },
          unreadable: unreadable)
      }
    }
  }
}

extension OpenRepository {
  /// Nil when the file says nothing, or something that belongs elsewhere.
  fileprivate func decision(in entry: TreeEntry) throws(GitError) -> Decision? {
    let limit = 64 << 10
    guard let header = try header(of: entry.id), header.size <= limit else { return nil }
    let bytes = try blob(entry.id, limit: limit)
    guard let json = try? JSONValue(parsing: bytes), let decision = Decision(json: json),
      decision.path == entry.path
    else { return nil }
    return decision
  }
}

/// Where decisions are recorded.
let decisionRef = "refs/roller/decisions"
