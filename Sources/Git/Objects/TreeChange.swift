internal import CGit2
import Foundation

/// One change to a tree: a file put at a path, or taken away.
package enum TreeChange: Sendable, Hashable {
  case put(TreePath, ObjectID, executable: Bool = false)
  case remove(TreePath)

  package var path: TreePath {
    switch self {
    case .put(let path, _, executable: _): path
    case .remove(let path): path
    }
  }
}

extension OpenRepository {
  /// Writes the tree that `base` (the empty tree when nil) becomes by `changes`.
  ///
  /// Only the folders on the way are read, so that it works in a repository without blobs and takes
  /// milliseconds in a tree of thousands of files.
  package func tree(
    updating base: ObjectID?, with changes: [TreeChange]
  ) throws(GitError) -> ObjectID {
    let operation = "write a tree"
    guard Set(changes.map(\.path)).count == changes.count else {
      throw error(.invalid, "a path is changed twice", while: operation)
    }
    let baseline = try baselineTree(base, operation)
    let paths = changes.map { strdup($0.path.text) }
    defer { for path in paths { free(path) } }
    let updates = zip(changes, paths).map { change, path in rawUpdate(change, path) }
    var id = git_oid()
    try check(
      git_tree_create_updated(&id, raw, baseline.raw, updates.count, updates), operation)
    return ObjectID(&id)
  }

  private func baselineTree(
    _ base: ObjectID?, _ operation: String
  ) throws(GitError) -> Handle {
    if let base { return try object(base, GIT_OBJECT_TREE, while: operation) }
    var builder: OpaquePointer?
    try check(git_treebuilder_new(&builder, raw, nil), operation)
    var id = git_oid()
    let code = git_treebuilder_write(&id, builder)
    git_treebuilder_free(builder)
    try check(code, operation)
    return try object(ObjectID(&id), GIT_OBJECT_TREE, while: operation)
  }
}

private func rawUpdate(_ change: TreeChange, _ path: UnsafeMutablePointer<CChar>?)
  -> git_tree_update
{
  var update = git_tree_update()
  update.path = UnsafePointer(path)
  switch change {
  case .put(_, let id, let executable):
    update.action = GIT_TREE_UPDATE_UPSERT
    update.id = id.raw
    update.filemode = executable ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB
  case .remove:
    update.action = GIT_TREE_UPDATE_REMOVE
  }
  return update
}
