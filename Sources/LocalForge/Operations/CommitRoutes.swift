import Git
import JSON

/// A commit with the files that it changes; the history and its files are git's to bring.
let commitRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/commits/{ref+}", showCommit)
]

/// The tree without any files, which git knows without storing it.
private let emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

@Sendable private func showCommit(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try await namedCommit(call, forge)
  let commit = try await forge.read { repository in try repository.commit(id) }
  let before = commit.parents.first?.hexadecimal ?? emptyTree
  let files = try await forge.git.changes(from: before, to: id)
  let (_, rendering) = try await forge.view(for: call)
  return .ok(rendering.commit(commit, files: files))
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
