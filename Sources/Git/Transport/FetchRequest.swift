/// Which objects a fetch leaves out: <https://git-scm.com/docs/git-rev-list#Documentation/git-rev-list.txt---filterltfilter-specgt>.
package enum ObjectFilter: Sendable, Hashable, CustomStringConvertible {
  /// Commits and trees, no file contents.
  case noBlobs
  /// Trees above this depth only; 0 is history without any content.
  case trees(depth: Int)

  package var description: String {
    switch self {
    case .noBlobs: "blob:none"
    case .trees(let depth): "tree:\(depth)"
    }
  }
}

/// What to fetch.
package struct FetchRequest: Sendable, Hashable {
  /// Commits, tags, trees or blobs.
  package var wants: [ObjectID]
  /// Asked for; a remote that cannot filter sends everything, and the report says so.
  package var filter: ObjectFilter?
  /// Only so many commits from each want.
  package var depth: Int?
  /// Whether what we have is told to the remote, and wants that we have are left out.
  ///
  /// False where we have an object without what belongs to it, as after a filtered fetch.
  package var isIncremental: Bool

  package init(
    wants: [ObjectID], filter: ObjectFilter? = nil, depth: Int? = nil, isIncremental: Bool = true
  ) {
    self.wants = wants
    self.filter = filter
    self.depth = depth
    self.isIncremental = isIncremental
  }
}

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
