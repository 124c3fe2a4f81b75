internal import CGit2

extension Remote {
  /// Brings the trees that comparing `old` with `new` needs and that `repository` lacks.
  ///
  /// All trees of both commits in one answer, without a file: libgit2 opens folders that are equal on
  /// both sides, too (<https://libgit2.org/docs/reference/main/diff/git_diff_tree_to_tree.html>).
  package func bringTrees(
    comparing old: ObjectID, with new: ObjectID, into repository: Repository
  ) async throws(GitError) {
    let roots = try await repository.run { git throws(GitError) -> [ObjectID] in
      let roots = [try git.commit(old).tree, try git.commit(new).tree]
      return try git.lacksTree(below: roots) ? roots : []
    }
    guard !roots.isEmpty else { return }
    _ = try await fetch(
      FetchRequest(wants: roots, filter: .noBlobs, isIncremental: false), into: repository)
  }

  /// Brings the contents that counting the lines between `old` and `new` needs and that
  /// `repository` lacks; their trees must be here.
  package func bringContents(
    comparing old: ObjectID, with new: ObjectID, into repository: Repository
  ) async throws(GitError) {
    let missing = try await repository.run { git throws(GitError) in
      try git.missingContents(comparing: old, with: new)
    }
    try await bring(missing, into: repository)
  }
}

extension OpenRepository {
  /// The contents that counting the lines between `old` and `new` needs and that are not here.
  package func missingContents(
    comparing old: ObjectID, with new: ObjectID
  ) throws(GitError) -> [ObjectID] {
    let diff = try diff(from: old, to: new)
    var missing: Set<ObjectID> = []
    for index in 0..<git_diff_num_deltas(diff.raw) {
      guard let delta = git_diff_get_delta(diff.raw, index), !delta.pointee.isSubmodule,
        let change = PathChange(delta.pointee)
      else { continue }
      for id in [change.old, change.new].compactMap(\.self) where try !contains(id) {
        missing.insert(id)
      }
    }
    return missing.sorted()
  }

  /// Whether a tree below `roots`, or one of them, is not here.
  fileprivate func lacksTree(below roots: [ObjectID]) throws(GitError) -> Bool {
    var open = roots
    var seen = Set(roots)
    while let tree = open.popLast() {
      guard try contains(tree) else { return true }
      for entry in try entries(of: tree, folder: "")
      where entry.kind == .folder && seen.insert(entry.id).inserted {
        open.append(entry.id)
      }
    }
    return false
  }
}
