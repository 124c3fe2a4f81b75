internal import CGit2

extension OpenRepository {
  /// What is staged at `paths` and below them, in the index's order.
  ///
  /// `file` is the index that git names to its hooks, which during `git commit FILE` is another than
  /// the repository's own (<https://git-scm.com/docs/githooks>). A file that was only announced by
  /// `git add --intent-to-add` is left out, as a commit leaves it out.
  package func stagedEntries(
    at paths: [String], of file: String? = nil
  ) throws(GitError) -> [IndexEntry] {
    let operation = "read the index"
    let index = try index(file, operation)
    try check(git_index_read(index.raw, 1), operation)
    var found: [IndexEntry] = []
    for path in paths {
      var position = 0
      let code = git_index_find_prefix(&position, index.raw, path)
      if code == GIT_ENOTFOUND.rawValue { continue }
      try check(code, operation)
      position = first(position, of: path, in: index)
      while let entry = git_index_get_byindex(index.raw, position) {
        guard let staged = IndexEntry(entry.pointee), staged.path.hasPrefix(path) else { break }
        let isBelow = staged.path.utf8.dropFirst(path.utf8.count).first ?? UInt8(ascii: "/")
        let isAnnounced =
          UInt32(entry.pointee.flags_extended) & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0
        if isBelow == UInt8(ascii: "/"), !isAnnounced { found.append(staged) }
        position += 1
      }
    }
    return found
  }

  /// libgit2 finds any of the entries of one path; a merge has several.
  private func first(_ position: Int, of path: String, in index: borrowing Handle) -> Int {
    var position = position
    while position > 0, let before = git_index_get_byindex(index.raw, position - 1),
      let staged = IndexEntry(before.pointee), staged.path.hasPrefix(path)
    {
      position -= 1
    }
    return position
  }

  private func index(_ file: String?, _ operation: String) throws(GitError) -> Handle {
    var index: OpaquePointer?
    if let file {
      try check(git_index_open(&index, file), operation)
    } else {
      try check(git_repository_index(&index, raw), operation)
    }
    guard let index else { throw error(.failed, "the repository has no index", while: operation) }
    return Handle(index) { git_index_free($0) }
  }
}

extension IndexEntry {
  /// Nil at the end of names that are not text; all of ours are.
  fileprivate init?(_ raw: git_index_entry) {
    guard let name = raw.path else { return nil }
    var raw = raw
    path = repaired(name)
    kind = TreeEntry.Kind(git_filemode_t(raw.mode))
    id = ObjectID(&raw.id)
    stage = Int(git_index_entry_stage(&raw))
  }
}

/// One path that the next commit will hold, as it is staged.
package struct IndexEntry: Sendable, Hashable {
  package let path: String
  package let kind: TreeEntry.Kind
  package let id: ObjectID
  /// 0, or the side of a merge that is not resolved: 1 base, 2 ours, 3 theirs
  /// (<https://git-scm.com/docs/gitformat-index>).
  package let stage: Int
}
