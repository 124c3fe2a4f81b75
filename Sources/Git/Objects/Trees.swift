internal import CGit2

extension OpenRepository {
  /// The entry at `path` of `commit`; nil when there is none.
  ///
  /// Fails with `.notFound` when a tree on the way is missing, as in a partial repository.
  package func entry(at path: TreePath, of commit: ObjectID) throws(GitError) -> TreeEntry? {
    var tree = try self.commit(commit).tree
    var folder = ""
    let components = path.components
    for (index, name) in components.enumerated() {
      guard let entry = try entry(named: String(name), in: tree, folder: folder) else {
        return nil
      }
      if index == components.count - 1 { return entry }
      guard entry.kind == .folder else { return nil }
      tree = entry.id
      folder = entry.path
    }
    return nil
  }

  /// Everything under `path` of `commit` (the root when nil), folders before what they hold.
  ///
  /// A tree of a few kilobytes can stand for billions of names, hence `limit`, in entries.
  package func entries(
    under path: TreePath? = nil, of commit: ObjectID, limit: Int = 1_000_000
  ) throws(GitError) -> [TreeEntry] {
    let operation = "list \(path?.text ?? "the tree") of \(commit)"
    var open: [(tree: ObjectID, folder: String)] = []
    if let path {
      guard let entry = try entry(at: path, of: commit) else {
        throw error(.notFound, "no such path", while: operation)
      }
      guard entry.kind == .folder else { return [entry] }
      open = [(entry.id, entry.path)]
    } else {
      open = [(try self.commit(commit).tree, "")]
    }
    var found: [TreeEntry] = []
    while let (tree, folder) = open.popLast() {
      let entries = try entries(of: tree, folder: folder)
      guard found.count + entries.count <= limit, folder.utf8.count <= 4096 else {
        throw error(.limit, "more than \(limit) names, or too deep", while: operation)
      }
      found += entries
      open += entries.filter { $0.kind == .folder }.reversed().map { ($0.id, $0.path) }
    }
    return found
  }

  /// The names directly in `tree`.
  func entries(of tree: ObjectID, folder: String) throws(GitError) -> [TreeEntry] {
    let owned = try object(tree, GIT_OBJECT_TREE, while: "read tree \(tree)")
    return (0..<git_tree_entrycount(owned.raw)).compactMap {
      git_tree_entry_byindex(owned.raw, $0).map { TreeEntry($0, in: folder) }
    }
  }

  private func entry(
    named name: String, in tree: ObjectID, folder: String
  ) throws(GitError) -> TreeEntry? {
    let owned = try object(tree, GIT_OBJECT_TREE, while: "read tree \(tree)")
    return git_tree_entry_byname(owned.raw, name).map { TreeEntry($0, in: folder) }
  }
}
