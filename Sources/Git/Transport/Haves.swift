extension OpenRepository {
  /// What we tell a remote that we have: our references, and commits ever further behind them.
  ///
  /// One message must do, since HTTP keeps no conversation; the steps double so that a common
  /// commit is named even when the remote's branch was rewritten some time ago.
  func haves(limit: Int = 256) throws(GitError) -> [ObjectID] {
    var seen: Set<ObjectID> = []
    var found: [ObjectID] = []
    let references = try references()
    let branches = references.filter { $0.name.branch != nil }
    let others = references.filter { $0.name.branch == nil }
    for reference in branches + others {
      for id in try steps(behind: reference.peeled) where found.count < limit {
        if seen.insert(id).inserted { found.append(id) }
      }
      if found.count >= limit { break }
    }
    return found
  }

  private func steps(behind tip: ObjectID) throws(GitError) -> [ObjectID] {
    guard try header(of: tip)?.kind == .commit else { return [] }
    let line = try firstParents(of: tip, limit: 1025)
    var steps: [ObjectID] = []
    var distance = 0
    while distance < line.count {
      steps.append(line[distance].id)
      distance = max(1, distance * 2)
    }
    return steps
  }
}
