import Git
import JSON

/// The history: commits, what differs between them, and the pull requests they came by.
let commitRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/commits", listCommits),
  Route("GET /repos/{owner}/{repo}/commits/{ref+}/pulls", listPullsOfCommit),
  Route("GET /repos/{owner}/{repo}/commits/{ref+}/branches-where-head", listBranchesAtCommit),
  Route("GET /repos/{owner}/{repo}/commits/{ref+}", showCommit),
  Route("GET /repos/{owner}/{repo}/compare/{basehead+}", compareCommits),
]

/// The tree without any files, which git knows without storing it.
private let emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

@Sendable private func listCommits(_ call: Call, _ forge: Forge) async throws -> Reply {
  let name = call.query["sha"] ?? "HEAD"
  guard let tip = try await forge.commit(named: name) else {
    guard name != "HEAD" else { throw Refusal.emptyRepository }
    throw Refusal.notFound
  }
  let path = call.query["path"].map { ["--", $0] } ?? []
  let ids = try await forge.git.commits([tip.hexadecimal] + path)
  let (_, rendering) = try await forge.view(for: call)
  let commits = try await forge.commits(Pagination(call.query).slice(ids))
  return .list(ids, for: call, whole: { _ in .array(commits.map { rendering.commit($0) }) })
}

@Sendable private func showCommit(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try await namedCommit(call, forge)
  let commit = try await forge.read { repository in try repository.commit(id) }
  let before = commit.parents.first?.hexadecimal ?? emptyTree
  let files = try await forge.git.changes(from: before, to: id)
  let (_, rendering) = try await forge.view(for: call)
  return .ok(rendering.commit(commit, files: files))
}

/// A commit's own pull request is the one whose head it is, or that it merged.
@Sendable private func listPullsOfCommit(_ call: Call, _ forge: Forge) async throws -> Reply {
  let commit = try await namedCommit(call, forge)
  let (state, rendering) = try await forge.view(for: call)
  let labels = Array(state.labels.values)
  let pulls = state.pulls.values
    .filter { $0.head.commit == commit || $0.merge?.commit == commit }
    .sorted { $0.number < $1.number }
  return .list(pulls, for: call) { rendering.pull($0, labels: labels) }
}

@Sendable private func listBranchesAtCommit(_ call: Call, _ forge: Forge) async throws -> Reply {
  let commit = try await namedCommit(call, forge)
  let branches = try await forge.read { repository in
    try repository.references(withPrefix: "refs/heads/").filter { $0.id == commit }
  }
  let head = try await forge.read { repository in try repository.head() }
  return .list(branches, for: call) { branch in
    [
      "name": .string(branch.name.branch ?? ""),
      "commit": [
        "sha": commit.json, "url": .string(call.links.repository("commits/\(commit)")),
      ], "protected": .bool(branch.name == head),
    ]
  }
}

/// Compares like `git diff base...head`: with what both have in common.
@Sendable private func compareCommits(_ call: Call, _ forge: Forge) async throws -> Reply {
  let names = call["basehead"].split(separator: "...", maxSplits: 1).map { String($0) }
  guard names.count == 2, let base = try await forge.commit(named: HeadName(names[0]).branch),
    let head = try await forge.commit(named: HeadName(names[1]).branch)
  else { throw Refusal.notFound }
  let comparison = try await forge.read { repository -> Comparison in
    guard let common = try repository.mergeBase(base, head) else {
      throw Refusal(404, "No common ancestor between \(names[0]) and \(names[1]).")
    }
    let (ahead, behind) = try repository.aheadBehind(head, relativeTo: base)
    return Comparison(
      base: try repository.commit(base), common: try repository.commit(common), ahead: ahead,
      behind: behind)
  }
  let ids = try await forge.git.commits(["--reverse", "\(base)..\(head)"])
  let commits = try await forge.commits(Pagination(call.query).slice(ids))
  let files = try await forge.git.changes(from: comparison.common.id.hexadecimal, to: head)
  let (_, rendering) = try await forge.view(for: call)
  let body = rendering.comparison(
    comparison, names: call["basehead"], commits: commits, files: files.map { ($0, head) })
  return .list(ids, for: call, whole: { _ in body })
}

/// How two commits stand to each other.
private struct Comparison: Sendable {
  let base: Git.Commit
  let common: Git.Commit
  let ahead: Int
  let behind: Int

  var status: String {
    switch (ahead > 0, behind > 0) {
    case (true, true): "diverged"
    case (true, false): "ahead"
    case (false, true): "behind"
    case (false, false): "identical"
    }
  }
}

extension Rendering {
  fileprivate func comparison(
    _ comparison: Comparison, names: String, commits: [Git.Commit],
    files: [(change: FileChange, at: ObjectID)]
  ) -> JSONValue {
    let names = percentEncoded(names, keeping: "/:")
    let page = links.page("compare/\(names)")
    return [
      "url": .string(links.repository("compare/\(names)")), "html_url": .string(page),
      "permalink_url": .string(page), "diff_url": .string(page + ".diff"),
      "patch_url": .string(page + ".patch"), "base_commit": commit(comparison.base),
      "merge_base_commit": commit(comparison.common), "status": .string(comparison.status),
      "ahead_by": comparison.ahead.json, "behind_by": comparison.behind.json,
      "total_commits": comparison.ahead.json,
      "commits": .array(commits.map { commit($0) }),
      "files": .array(files.map { file($0.change, at: $0.at) }),
    ]
  }
}

extension GitTool {
  /// The ids that `git rev-list` gives for `arguments`.
  func commits(_ arguments: [String]) async throws -> [ObjectID] {
    try await output(["rev-list"] + arguments).split(separator: "\n").compactMap { ObjectID($0) }
  }
}

extension Forge {
  func commits(_ ids: [ObjectID]) async throws -> [Git.Commit] {
    try await read { repository in
      var commits: [Git.Commit] = []
      for id in ids { commits.append(try repository.commit(id)) }
      return commits
    }
  }
}
