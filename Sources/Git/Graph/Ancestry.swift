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
    var commit = commit.raw
    var ancestor = ancestor.raw
    let code = git_graph_descendant_of(raw, &commit, &ancestor)
    try check(code, operation)
    return code == 1
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
  package func aheadBehind(
    _ commit: ObjectID, relativeTo other: ObjectID
  ) throws(GitError) -> (ahead: Int, behind: Int) {
    var ahead = 0
    var behind = 0
    var local = commit.raw
    var upstream = other.raw
    try check(
      git_graph_ahead_behind(&ahead, &behind, raw, &local, &upstream),
      "compare \(commit) with \(other)")
    return (ahead, behind)
  }
}
