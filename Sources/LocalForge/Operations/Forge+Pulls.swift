import Git

extension Forge {
  /// The files that `pull` changes, compared with what it was branched from.
  func files(of pull: PullRequest) async throws -> [FileChange] {
    let before = try await read { repository in
      try repository.mergeBase(pull.base.commit, pull.head.commit)
    }
    guard let before else { return [] }
    return try await git.changes(from: before.hexadecimal, to: pull.head.commit)
  }

  /// What the page of one pull request counts, and whether it could be merged now.
  func details(of pull: PullRequest, in state: ForgeState) async throws -> PullDetails {
    let files = try await files(of: pull)
    let ahead = try await read { repository in
      try repository.aheadBehind(pull.head.commit, relativeTo: pull.base.commit).ahead
    }
    let isMergeable = pull.isOpen ? try await mergedTree(of: pull) != nil : nil
    let isBlocked = pull.isOpen ? try await unmetChecks(of: pull) != nil : false
    let word = mergeState(pull, isMergeable, state)
    return PullDetails(
      isMergeable: isMergeable,
      mergeState: isBlocked && ["clean", "unstable"].contains(word) ? "blocked" : word,
      comments: state.comments(of: pull.number).count, commits: ahead,
      additions: files.map(\.additions).reduce(0, +),
      deletions: files.map(\.deletions).reduce(0, +), files: files.count)
  }

  /// The tree that merging `pull` into its base's tip gives; nil when they conflict.
  func mergedTree(of pull: PullRequest) async throws -> MergedTree? {
    let found = try await read { repository -> (base: ObjectID, tree: ObjectID?) in
      guard let base = try repository.tip(of: pull.base.branch) else {
        throw Refusal(405, "Pull Request is not mergeable")
      }
      let isForward = try repository.isAncestor(base, of: pull.head.commit)
      return (base, isForward ? try repository.commit(pull.head.commit).tree : nil)
    }
    if let tree = found.tree {
      return MergedTree(base: found.base, tree: tree, isForward: true)
    }
    // https://git-scm.com/docs/git-merge-tree: exit code 1 means conflicts.
    let (status, text) = try await git.result(
      ["merge-tree", "--write-tree", found.base.hexadecimal, pull.head.commit.hexadecimal])
    guard status <= 1 else { throw Refusal(500, "git merge-tree: \(text.suffix(300))") }
    guard status == 0, let tree = text.split(separator: "\n").first.flatMap({ ObjectID($0) })
    else { return nil }
    return MergedTree(base: found.base, tree: tree, isForward: false)
  }

  private func mergeState(
    _ pull: PullRequest, _ isMergeable: Bool?, _ state: ForgeState
  ) -> String {
    guard let isMergeable else { return "unknown" }
    guard isMergeable else { return "dirty" }
    guard !pull.isDraft else { return "draft" }
    let statuses = state.statuses(of: pull.head.commit)
    return statuses.all.isEmpty || statuses.combined == .success ? "clean" : "unstable"
  }
}

/// The outcome of a merge that has not happened yet.
struct MergedTree: Sendable, Equatable {
  /// Where the base branch stood.
  let base: ObjectID
  let tree: ObjectID
  /// True when the base branch can simply be moved to the head.
  let isForward: Bool
}
