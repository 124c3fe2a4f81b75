internal import CGit2

/// One name in a tree.
package struct TreeEntry: Sendable, Hashable {
  /// What the name stands for.
  package enum Kind: String, Sendable, Hashable {
    case file, executable, symbolicLink, folder, submodule
  }

  /// From the root of the commit; as recorded upstream, so not necessarily safe on a disk.
  package let path: String
  package let kind: Kind
  package let id: ObjectID
}

extension TreeEntry {
  init(_ raw: OpaquePointer, in folder: String) {
    let name = git_tree_entry_name(raw).map { repaired($0) } ?? ""
    path = folder.isEmpty ? name : "\(folder)/\(name)"
    kind = Kind(git_tree_entry_filemode(raw))
    id = ObjectID(git_tree_entry_id(raw))
  }
}

extension TreeEntry.Kind {
  init(_ mode: git_filemode_t) {
    switch mode {
    case GIT_FILEMODE_TREE: self = .folder
    case GIT_FILEMODE_BLOB_EXECUTABLE: self = .executable
    case GIT_FILEMODE_LINK: self = .symbolicLink
    case GIT_FILEMODE_COMMIT: self = .submodule
    default: self = .file
    }
  }
}

/// A path inside a commit, such as `iree/version.json`: relative, and safe on any file system.
package struct TreePath: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let text: String

  /// Parses `a/b/c`; refuses what could leave the folder or mean something else elsewhere.
  package init(_ text: String) throws(GitError) {
    let components = text.split(separator: "/", omittingEmptySubsequences: false)
    for component in components {
      if let fault = PathFault(component) { throw unsafePath(text, fault) }
    }
    self.text = text
  }

  init(unchecked text: String) {
    self.text = text
  }

  package var components: [Substring] { text.split(separator: "/") }

  package var description: String { text }

  package static func < (left: TreePath, right: TreePath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

private func unsafePath(_ text: String, _ fault: PathFault) -> GitError {
  let quoted = String(text.prefix(200)).debugDescription
  return GitError(
    .refused, "\(quoted): \(fault.explanation)", while: "check a path", in: "git",
    hint: "use a relative path with / between names")
}
