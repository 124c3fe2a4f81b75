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
