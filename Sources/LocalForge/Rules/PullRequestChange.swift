import Git

/// What the branches of an open pull request say about it now.
enum PullRequestChange: Sendable, Equatable {
  case unchanged
  /// Its head branch points to another commit.
  case moved(to: ObjectID, base: ObjectID)
  /// Its base branch holds it, brought there by this commit.
  case merged(head: ObjectID, by: ObjectID)
  /// There is nothing left to merge.
  case closed
}

extension PullRequest {
  /// What became of this pull request, from where its branches stand; nil: no such branch.
  ///
  /// Derived from references alone, so that it does not matter who moved them, or whether anybody was
  /// watching: a push of the head into the base is a merge, as on GitHub
  /// (<https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#indirect-merges>).
  func pendingChange(
    head tip: ObjectID?, base: ObjectID?,
    isAncestor: (_ ancestor: ObjectID, _ commit: ObjectID) throws -> Bool
  ) rethrows -> PullRequestChange {
    guard isOpen else { return .unchanged }
    guard let base else { return .closed }
    if base != self.base.commit, try isAncestor(head.commit, base) {
      return .merged(head: head.commit, by: head.commit)
    }
    guard let tip else { return .closed }
    guard tip != head.commit else { return .unchanged }
    guard try isAncestor(tip, base) else { return .moved(to: tip, base: base) }
    // The branch went back to where the base already was, or forward together with the base.
    return try isAncestor(tip, self.base.commit) ? .closed : .merged(head: tip, by: tip)
  }
}
