import Git
import JSON

/// Check runs: what apps say about commits.
///
/// Here everybody is an app: `"app": {"slug": "…"}` in the body says which, where GitHub would know it
/// by the token. Default: `local`. GitHub ignores the member.
let checkRunRoutes: [Route] = [
  Route("POST /repos/{owner}/{repo}/check-runs", createCheckRun),
  Route("GET /repos/{owner}/{repo}/check-runs/{run}", showCheckRun),
  Route("PATCH /repos/{owner}/{repo}/check-runs/{run}", editCheckRun),
  Route("GET /repos/{owner}/{repo}/commits/{ref+}/check-runs", listCheckRuns),
]

@Sendable private func createCheckRun(_ call: Call, _ forge: Forge) async throws -> Reply {
  let fields = try call.fields()
  try fields.require("name", "head_sha")
  let name = try fields.requiredText("name")
  let sha = try fields.requiredText("head_sha")
  guard !name.isEmpty, name.allSatisfy({ !$0.isNewline }) else {
    throw Refusal.invalid("CheckRun", field: "name")
  }
  guard let commit = ObjectID(sha), try await forge.commit(named: sha) != nil else {
    throw Refusal.unprocessable("No commit found for SHA: \(sha.prefix(60))")
  }
  let app = try fields.object("app")?.requiredText("slug") ?? "local"
  let edit = try CheckRunEdit(fields)
  let now = forge.now
  let run = try await forge.change("Check run \(name) of \(commit)") { draft, _ in
    var run = CheckRun(
      id: draft.state.takeID(), name: name, status: .queued, app: app, started: now)
    edit.apply(to: &run, at: now)
    draft.state.put(run, of: commit)
    return run
  }
  return .created(try await forge.view(for: call).1.checkRun(run, of: commit))
}

@Sendable private func editCheckRun(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try call.number("run")
  let edit = try CheckRunEdit(try call.fields())
  let now = forge.now
  let (run, commit) = try await forge.change("Edit check run \(id)") { draft, _ in
    var (run, commit) = try draft.state.checkRun(id)
    edit.apply(to: &run, at: now)
    draft.state.put(run, of: commit)
    return (run, commit)
  }
  return .ok(try await forge.view(for: call).1.checkRun(run, of: commit))
}

@Sendable private func showCheckRun(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let (run, commit) = try state.checkRun(try call.number("run"))
  return .ok(rendering.checkRun(run, of: commit))
}

@Sendable private func listCheckRuns(_ call: Call, _ forge: Forge) async throws -> Reply {
  let commit = try await namedCommit(call, forge)
  let (state, rendering) = try await forge.view(for: call)
  let statuses = state.statuses(of: commit)
  let all = call.query["filter"] == "all" ? statuses.runs.reversed() : statuses.currentRuns
  let wanted = all.filter { run in
    (call.query["check_name"].map { $0 == run.name } ?? true)
      && (call.query["status"].map { $0 == run.status.rawValue } ?? true)
      && (call.query["app_id"].map { $0 == String(appID(of: run.app)) } ?? true)
  }
  return .list(
    wanted, for: call,
    whole: { page in
      [
        "total_count": wanted.count.json,
        "check_runs": .array(page.map { rendering.checkRun($0, of: commit) }),
      ]
    })
}

/// What a client wants said in a check run.
private struct CheckRunEdit: Sendable {
  let name: String?
  let status: CheckRun.Status?
  let conclusion: CheckRun.Conclusion?
  let details: String?
  let title: String?
  let summary: String?

  init(_ fields: Fields) throws(Refusal) {
    name = try fields.text("name")
    conclusion = try fields.word("conclusion", CheckRun.Conclusion.self)
    status = try fields.word("status", CheckRun.Status.self)
    details = try fields.text("details_url")
    let output = try fields.object("output")
    title = try output?.text("title")
    summary = try output?.text("summary")
    guard status != .completed || conclusion != nil else {
      throw .validation(
        FieldError(resource: "CheckRun", code: "missing_field", field: "conclusion"))
    }
  }

  /// A conclusion completes the run, as on GitHub; another status opens it again.
  func apply(to run: inout CheckRun, at now: Timestamp) {
    run.name = name ?? run.name
    run.details = details ?? run.details
    run.title = title ?? run.title
    run.summary = summary ?? run.summary
    if let conclusion {
      run.status = .completed
      run.conclusion = conclusion
      run.completed = now
    } else if let status {
      run.status = status
      run.conclusion = nil
      run.completed = nil
    }
  }
}

extension ForgeState {
  fileprivate func checkRun(_ id: Int) throws(Refusal) -> (CheckRun, ObjectID) {
    for (commit, statuses) in statuses {
      if let run = statuses.runs.first(where: { $0.id == id }) { return (run, commit) }
    }
    throw .notFound
  }
}
