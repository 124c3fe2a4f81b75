import Errors
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  /// The newest of each context.
  ///
  /// The combined status does not say who set a status, so the list is read, which is newest first:
  /// <https://docs.github.com/en/rest/commits/statuses#list-commit-statuses-for-a-reference>.
  func statuses(of commit: Revision) async throws(Failure) -> [StatusFacts] {
    let replies = try await rest.list(
      repository + ["commits", "\(commit)", "statuses"], limit: 1_000,
      doing: "reading the statuses of \(commit.abbreviated)")
    var seen: Set<String> = []
    var newest: [StatusFacts] = []
    for reply in replies {
      let status = try StatusFacts(reply, of: commit)
      if seen.insert(status.context).inserted { newest.append(status) }
    }
    return newest
  }

  /// The newest run of each check of each app; none where the forge has no check runs, or does not show
  /// them to us.
  ///
  /// <https://docs.github.com/en/rest/checks/runs#list-check-runs-for-a-git-reference>
  func checkRuns(of commit: Revision) async throws(Failure) -> [CheckRunFacts] {
    let replies = try await ifReadable { () async throws(Failure) in
      try await rest.list(
        repository + ["commits", "\(commit)", "check-runs"], query: [("filter", "latest")],
        key: "check_runs", limit: 1_000,
        doing: "reading the check runs of \(commit.abbreviated)")
    }
    return try (replies ?? []).map { (reply) throws(Failure) in
      try CheckRunFacts(reply, of: commit)
    }
  }
}

extension StatusFacts {
  init(_ reply: Reply, of commit: Revision) throws(Failure) {
    guard let state = State(rawValue: try reply.text("state")) else {
      throw reply.malformed("state", expected: "error, failure, pending or success")
    }
    self.init(
      revision: commit, context: try reply.text("context"), state: state,
      description: try reply.optionalText("description") ?? "",
      creator: reply.value["creator"]?["login"]?.string)
  }
}

extension CheckRunFacts {
  init(_ reply: Reply, of commit: Revision) throws(Failure) {
    let isOver = try reply.text("status") == "completed"
    let conclusion = try reply.optionalText("conclusion")
    let app = reply.value["app"]
    self.init(
      revision: commit, name: try reply.text("name"),
      app: CheckApp(
        id: app?["id"]?.integer.flatMap { Int(exactly: $0) }, slug: app?["slug"]?.string),
      state: isOver ? conclusion.map { .ended($0) } ?? .pending : .pending)
  }
}
