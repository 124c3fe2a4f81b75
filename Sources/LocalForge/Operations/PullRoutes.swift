import Git
import JSON

/// Pull requests: listed, opened, read and edited.
let pullRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/pulls", listPulls),
  Route("POST /repos/{owner}/{repo}/pulls", openPull),
  Route("GET /repos/{owner}/{repo}/pulls/{number}", showPull),
  Route("PATCH /repos/{owner}/{repo}/pulls/{number}", editPull),
  Route("GET /repos/{owner}/{repo}/pulls/{number}/commits", listPullCommits),
  Route("GET /repos/{owner}/{repo}/pulls/{number}/files", listPullFiles),
  Route("GET /repos/{owner}/{repo}/pulls/{number}/reviews", listReviews),
  Route("GET /repos/{owner}/{repo}/pulls/{number}/comments", listReviews),
]

@Sendable private func listPulls(_ call: Call, _ forge: Forge) async throws -> Reply {
  let filter = try PullFilter(call.query)
  let (state, rendering) = try await forge.view(for: call)
  let labels = Array(state.labels.values)
  return .list(filter.select(state.pulls.values, owner: forge.identity.owner), for: call) {
    rendering.pull($0, labels: labels)
  }
}

@Sendable private func showPull(_ call: Call, _ forge: Forge) async throws -> Reply {
  let number = try call.number("number")
  let (state, rendering) = try await forge.view(for: call)
  let pull = try state.pull(number)
  let details = try await forge.details(of: pull, in: state)
  return .ok(rendering.pull(pull, labels: Array(state.labels.values), details: details))
}

@Sendable private func openPull(_ call: Call, _ forge: Forge) async throws -> Reply {
  let proposal = try PullProposal(try call.fields(), owner: forge.identity.owner)
  let now = forge.now
  let owner = forge.identity.owner
  let summary = "Open a pull request of \(proposal.head) into \(proposal.base)"
  let number = try await forge.change(summary) { draft, repository in
    let (head, base) = try proposal.tips(in: repository, owner: owner)
    guard draft.state.open(head: proposal.head, base: proposal.base) == nil else {
      throw Refusal.custom(
        "PullRequest", "A pull request already exists for \(owner):\(proposal.head).")
    }
    let number = draft.state.takeNumber()
    let pull = PullRequest(
      id: draft.state.takeID(), number: number, title: proposal.title, body: proposal.body,
      isDraft: proposal.isDraft,
      head: PullRequest.Side(branch: proposal.head, commit: head),
      base: PullRequest.Side(branch: proposal.base, commit: base), author: owner, created: now,
      updated: now)
    draft.state.put(pull)
    try draft.point(pull, in: repository)
    return number
  }
  var shown = call
  shown.parameters["number"] = String(number)
  guard case .json(let pull) = try await showPull(shown, forge).content else {
    throw Refusal.notFound
  }
  return .created(pull)
}

@Sendable private func editPull(_ call: Call, _ forge: Forge) async throws -> Reply {
  let number = try call.number("number")
  let edit = try PullEdit(try call.fields())
  let now = forge.now
  let owner = forge.identity.owner
  try await forge.change("Edit pull request \(number)") { draft, repository in
    let old = try draft.state.pull(number)
    var pull = old
    pull.title = edit.title ?? pull.title
    if edit.hasBody { pull.body = edit.body }
    if let base = edit.base, base != pull.base.branch {
      try pull.retarget(to: base, in: repository, owner: owner)
    }
    if let isOpen = edit.isOpen {
      try pull.turn(open: isOpen, by: owner, at: now, in: repository)
    }
    if pull.isOpen, pull.base.branch != old.base.branch || !old.isOpen,
      let other = draft.state.open(head: pull.head.branch, base: pull.base.branch),
      other.number != number
    {
      throw Refusal.custom(
        "PullRequest", "A pull request already exists for \(owner):\(pull.head.branch).")
    }
    guard pull != old else { return }
    pull.updated = now
    draft.state.put(pull)
    try draft.point(pull, in: repository)
  }
  return try await showPull(call, forge)
}

@Sendable private func listPullCommits(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let pull = try state.pull(try call.number("number"))
  let ids = try await forge.git.commits(
    ["--reverse", "\(pull.base.commit)..\(pull.head.commit)"])
  let commits = try await forge.commits(Pagination(call.query).slice(ids))
  return .list(ids, for: call, whole: { _ in .array(commits.map { rendering.commit($0) }) })
}

@Sendable private func listPullFiles(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let pull = try state.pull(try call.number("number"))
  let files = try await forge.files(of: pull)
  return .list(files, for: call) { rendering.file($0, at: pull.head.commit) }
}

/// There are no reviews here; the lists are empty for pull requests that exist.
@Sendable private func listReviews(_ call: Call, _ forge: Forge) async throws -> Reply {
  _ = try await forge.state().pull(try call.number("number"))
  return .ok([])
}
