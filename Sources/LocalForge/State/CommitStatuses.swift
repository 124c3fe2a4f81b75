import Errors
import JSON

/// Everything that was ever said about one commit, oldest first.
struct CommitStatuses: StateRecord {
  var all: [CommitStatus] = []
  var runs: [CheckRun] = []
}

extension CommitStatuses {
  init(_ document: StateDocument) throws(Failure) {
    all = try document.documents("statuses").map { item throws(Failure) in
      try CommitStatus(item)
    }
    guard document.members["check-runs"] != nil else { return }
    runs = try document.documents("check-runs").map { item throws(Failure) in
      try CheckRun(item)
    }
  }

  var json: JSONValue {
    ["statuses": .array(all.map(\.json)), "check-runs": .array(runs.map(\.json))]
  }

  /// The last status of each context, newest first.
  var current: [CommitStatus] {
    var seen: Set<String> = []
    return all.reversed().filter { seen.insert($0.context).inserted }
  }

  /// The last run of each name and app, newest first.
  var currentRuns: [CheckRun] {
    var seen: Set<String> = []
    return runs.reversed().filter { seen.insert("\($0.name):\($0.app)").inserted }
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
