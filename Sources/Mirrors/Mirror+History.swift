import Errors
import Git
import ReleaseModel

extension Mirror {
  /// The newest commit of the tracking branch.
  package func head() async throws(Failure) -> Revision {
    try await update().head
  }

  /// The branch's first-parent commits that `revision` does not have, oldest first, at most the
  /// newest `limit`.
  package func firstParents(
    after revision: Revision, limit: Int
  ) async throws(Failure) -> [CommitSummary] {
    let head = try id(try await head())
    let base = try id(revision)
    return try await run { git throws(GitError) in
      try git.firstParents(of: head, excluding: base, limit: limit).reversed()
    }
  }

  /// Whether `revision` lies on the tracking branch of the component's own repository.
  ///
  /// By our copy of the branch alone: a host that shares objects between forks would give any
  /// commit of a stranger's fork by its id.
  package func isOnBranch(_ revision: Revision) async throws(Failure) -> Bool {
    let head = try id(try await head())
    let wanted = try id(revision)
    let index = BranchIndex(in: repository.path)
    return try await run { git throws(GitError) in
      if let known = index.contains(wanted, upTo: head) { return known }
      guard try git.contains(wanted) else { return false }
      return try git.isAncestor(wanted, of: head)
    }
  }

  /// The commit itself, which the mirror must hold.
  package func commit(_ revision: Revision) async throws(Failure) -> Commit {
    let wanted = try id(revision)
    try await require(revision)
    return try await run { git throws(GitError) in try git.commit(wanted) }
  }

  /// Fails when `revision` was never on the branch, after looking for news of it.
  func require(_ revision: Revision) async throws(Failure) {
    let wanted = try id(revision)
    if (try? repository.open().header(of: wanted)?.kind) == .commit { return }
    let head = try await head()
    guard try await run({ git throws(GitError) in try git.header(of: wanted)?.kind == .commit })
    else {
      throw Failure(
        .notFound, doing: "look for \(revision)",
        found: "it is not on the branch \(branch) of \(url), whose head is \(head)",
        hint: "a forced push may have dropped it; only commits of that branch are pinned")
    }
  }
}
