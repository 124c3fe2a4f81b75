internal import CGit2

/// One path that differs between two commits.
package struct PathChange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case added, deleted, modified
    /// A file became a link, a submodule or the reverse.
    case retyped
  }

  package let path: String
  package let kind: Kind
  /// Nil when the path was added.
  package let old: ObjectID?
  /// Nil when the path was deleted.
  package let new: ObjectID?
}

extension OpenRepository {
  /// The paths that differ between `old` and `new`, in git's order; renames are a deletion and an
  /// addition, which needs no blob.
  package func changes(
    from old: ObjectID, to new: ObjectID
  ) throws(GitError) -> [PathChange] {
    let owned = try diff(from: old, to: new)
    return (0..<git_diff_num_deltas(owned.raw)).compactMap { index in
      git_diff_get_delta(owned.raw, index).flatMap { PathChange($0.pointee) }
    }
  }

  /// The comparison of the trees of two commits, owned.
  func diff(from old: ObjectID, to new: ObjectID) throws(GitError) -> Handle {
    let operation = "compare \(old) with \(new)"
    let before = try object(try commit(old).tree, GIT_OBJECT_TREE, while: operation)
    let after = try object(try commit(new).tree, GIT_OBJECT_TREE, while: operation)
    var options = git_diff_options()
    git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
    options.flags = GIT_DIFF_INCLUDE_TYPECHANGE.rawValue
    var diff: OpaquePointer?
    try check(git_diff_tree_to_tree(&diff, raw, before.raw, after.raw, &options), operation)
    guard let diff else { throw error(.failed, "no comparison", while: operation) }
    return Handle(diff) { git_diff_free($0) }
  }
}

extension PathChange {
  init?(_ delta: git_diff_delta) {
    let old = ObjectID(delta.old_file.id)
    let new = ObjectID(delta.new_file.id)
    switch delta.status {
    case GIT_DELTA_ADDED: kind = .added
    case GIT_DELTA_DELETED: kind = .deleted
    case GIT_DELTA_MODIFIED: kind = .modified
    case GIT_DELTA_TYPECHANGE: kind = .retyped
    default: return nil
    }
    guard let name = kind == .deleted ? delta.old_file.path : delta.new_file.path else {
      return nil
    }
    path = repaired(name)
    self.old = kind == .added ? nil : old
    self.new = kind == .deleted ? nil : new
  }
}
