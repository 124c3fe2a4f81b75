internal import CGit2

extension OpenRepository {
  /// The commits that can be reached from `tip` and whose ids start with `digits`, newest first.
  ///
  /// A walk instead of a look into the object database, which holds other branches' commits too and
  /// says only that an abbreviation is ambiguous, not what it can mean.
  package func commits(
    from tip: ObjectID, startingWith digits: String
  ) throws(GitError) -> [ObjectID] {
    let operation = "look for commits that start with \(digits.prefix(64).debugDescription)"
    var walk: OpaquePointer?
    try check(git_revwalk_new(&walk, raw), operation)
    guard let walk else { return [] }
    let owned = Handle(walk) { git_revwalk_free($0) }
    var name = tip.raw
    try check(git_revwalk_push(owned.raw, &name), operation)
    var found: [ObjectID] = []
    var next = git_oid()
    while true {
      let code = git_revwalk_next(&next, owned.raw)
      if code == GIT_ITEROVER.rawValue { return found }
      try check(code, operation)
      let id = ObjectID(&next)
      if id.hexadecimal.hasPrefix(digits) { found.append(id) }
    }
  }
}
