internal import CGit2

extension OpenRepository {
  /// The index of the first of `tips` from which `commit` can be reached; nil when it is none.
  ///
  /// Every commit is looked at once for all tips together, so asking a thousand of them costs one walk
  /// of the history; whether later tips go forward or back does not matter. Tips that are not in this
  /// repository reach nothing.
  package func firstReaching(
    _ commit: ObjectID, from tips: [ObjectID]
  ) throws(GitError) -> Int? {
    let boundary = try shallowBoundary()
    var seen: Set<ObjectID> = []
    for (index, tip) in tips.enumerated() where try contains(tip) {
      var open = [tip]
      while let id = open.popLast() {
        guard seen.insert(id).inserted else { continue }
        if id == commit { return index }
        guard !boundary.contains(id) else { continue }
        open += try parents(of: id)
      }
    }
    return nil
  }

  private func parents(of id: ObjectID) throws(GitError) -> [ObjectID] {
    let commit = try object(id, GIT_OBJECT_COMMIT, while: "walk the history at \(id)")
    return (0..<git_commit_parentcount(commit.raw)).compactMap { index in
      git_commit_parent_id(commit.raw, index).map { ObjectID($0) }
    }
  }
}
