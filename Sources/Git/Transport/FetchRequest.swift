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
