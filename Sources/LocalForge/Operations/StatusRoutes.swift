import Git
import JSON

/// What checks say about commits.
let statusRoutes: [Route] = [
  Route("POST /repos/{owner}/{repo}/statuses/{sha}", createStatus),
  Route("GET /repos/{owner}/{repo}/commits/{ref+}/status", showCombinedStatus),
  Route("GET /repos/{owner}/{repo}/commits/{ref+}/statuses", listStatuses),
  Route("GET /repos/{owner}/{repo}/commits/{ref+}/check-suites", listCheckSuites),
]

/// GitHub's own limit, per commit and context.
private let statusLimit = 1000

@Sendable private func createStatus(_ call: Call, _ forge: Forge) async throws -> Reply {
  guard let commit = ObjectID(call["sha"]), try await forge.commit(named: call["sha"]) != nil
  else { throw Refusal.unprocessable("No commit found for SHA: \(call["sha"].prefix(60))") }
  let fields = try call.fields()
  try fields.require("state")
  guard let verdict = try fields.word("state", CommitStatus.Verdict.self) else {
    throw Refusal.invalid("Status", field: "state")
  }
  let context = try fields.text("context") ?? "default"
  let description = try fields.text("description")
  guard (description?.count ?? 0) <= 140 else {
    throw Refusal.custom("Status", "description is too long (maximum is 140 characters)")
  }
  let target = try fields.text("target_url")
  let now = forge.now
  let author = forge.identity.owner
  let status = try await forge.change("Status \(context) of \(commit)") { draft, _ in
    let known = draft.state.statuses(of: commit).all.filter { $0.context == context }
    guard known.count < statusLimit else {
      throw Refusal.custom(
        "Status", "This SHA and context has reached the maximum number of statuses.")
    }
    let status = CommitStatus(
      id: draft.state.takeID(), verdict: verdict, context: context, description: description,
      target: target, author: author, created: now)
    draft.state.append(status, to: commit)
    return status
  }
  return .created(try await forge.view(for: call).1.status(status, of: commit))
}

@Sendable private func showCombinedStatus(_ call: Call, _ forge: Forge) async throws -> Reply {
  let commit = try await namedCommit(call, forge)
  let (state, rendering) = try await forge.view(for: call)
  let statuses = state.statuses(of: commit)
  return .list(
    statuses.current, for: call,
    whole: { page in rendering.combined(statuses, page: page, of: commit) })
}

@Sendable private func listStatuses(_ call: Call, _ forge: Forge) async throws -> Reply {
  let commit = try await namedCommit(call, forge)
  let (state, rendering) = try await forge.view(for: call)
  return .list(state.statuses(of: commit).all.reversed(), for: call) { status in
    rendering.status(status, of: commit)
  }
}

/// Check runs are not gathered in suites here.
@Sendable private func listCheckSuites(_ call: Call, _ forge: Forge) async throws -> Reply {
  _ = try await namedCommit(call, forge)
  return .ok(["total_count": 0, "check_suites": []])
}

/// The commit that the route's `ref` names.
func namedCommit(_ call: Call, _ forge: Forge) async throws -> ObjectID {
  guard let commit = try await forge.commit(named: call["ref"]) else {
    throw Refusal.unprocessable("No commit found for SHA: \(call["ref"].prefix(200))")
  }
  return commit
}
