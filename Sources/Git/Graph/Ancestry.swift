internal import CGit2

extension OpenRepository {
  /// True when `ancestor` is `commit` itself or one of its ancestors, as `git merge-base
  /// --is-ancestor` means it.
  package func isAncestor(
    _ ancestor: ObjectID, of commit: ObjectID
  ) throws(GitError) -> Bool {
    let operation = "ask whether \(ancestor) is an ancestor of \(commit)"
    _ = try object(ancestor, GIT_OBJECT_COMMIT, while: operation)
    if ancestor == commit { return true }
    guard !isShallow else { return try isAncestor(ancestor, ofShallow: commit, operation) }
    var commit = commit.raw
    var ancestor = ancestor.raw
    let code = git_graph_descendant_of(raw, &commit, &ancestor)
    try check(code, operation)
    return code == 1
  }

  /// libgit2 1.5 walks past the boundary of a shallow clone and fails there.
  private func isAncestor(
    _ ancestor: ObjectID, ofShallow commit: ObjectID, _ operation: String
  ) throws(GitError) -> Bool {
    if let known = try knownAncestor(ancestor, of: commit) { return known }
    throw error(
      .notFound, "this clone is shallow and lacks the history needed to tell",
      while: operation, hint: Self.unshallow)
  }

  /// The best common ancestor; nil when the histories are unrelated.
  package func mergeBase(
    _ one: ObjectID, _ other: ObjectID
  ) throws(GitError) -> ObjectID? {
    var base = git_oid()
    var one = one.raw
    var other = other.raw
    let code = git_merge_base(&base, raw, &one, &other)
    if code == GIT_ENOTFOUND.rawValue, try contains(ObjectID(&one)), try contains(ObjectID(&other))
    {
      return nil
    }
    try check(code, "find the merge base of \(ObjectID(&one)) and \(ObjectID(&other))")
    return ObjectID(&base)
  }

  /// How many commits `commit` has that `other` has not (ahead), and the reverse (behind).
  ///
  /// Three whole walks and two subtractions, because libgit2 1.5 miscounts where commit dates go
  /// back and forth, as they do upstream: both `git_graph_ahead_behind` and a walk that hides
  /// commits (tests show it against git). Takes a quarter of a second per 20,000 commits.
  package func aheadBehind(
    _ commit: ObjectID, relativeTo other: ObjectID
  ) throws(GitError) -> (ahead: Int, behind: Int) {
    let both = try countHistory(of: [commit, other])
    return (
      both - (try countHistory(of: [other])), both - (try countHistory(of: [commit]))
    )
  }

  /// How many commits can be reached from `tips`.
  package func countHistory(of tips: [ObjectID]) throws(GitError) -> Int {
    let operation = "count the history of \(tips.map(\.hexadecimal).joined(separator: ", "))"
    var walk: OpaquePointer?
    try check(git_revwalk_new(&walk, raw), operation)
    guard let walk else { return 0 }
    let owned = Handle(walk) { git_revwalk_free($0) }
    for tip in tips {
      var name = tip.raw
      try check(git_revwalk_push(owned.raw, &name), operation)
    }
    var count = 0
    var next = git_oid()
    while true {
      let code = git_revwalk_next(&next, owned.raw)
      if code == GIT_ITEROVER.rawValue { return count }
      try check(code, operation)
      count += 1
    }
  }
}
