internal import CGit2

/// What differs between the contents of two commits, summed up by top folder.
package struct TreeDifference: Sendable, Hashable {
  /// The changes in one folder of the root.
  package struct Folder: Sendable, Hashable {
    /// Empty for the files of the root itself.
    package let name: String
    package var files = 0
    /// Text lines; nil when they were not counted.
    package var lines: Lines?
  }

  /// How many lines came and went.
  package struct Lines: Sendable, Hashable {
    package var added = 0
    package var deleted = 0

    package static func + (left: Lines, right: Lines) -> Lines {
      Lines(added: left.added + right.added, deleted: left.deleted + right.deleted)
    }
  }

  /// Most files first, equals by name.
  package let folders: [Folder]
  /// The commits of other repositories that are pinned in the tree and moved.
  package let submodules: [PathChange]

  package var files: Int { folders.reduce(0) { $0 + $1.files } }
}

extension OpenRepository {
  /// What differs between `old` and `new`: files always, lines when asked for.
  ///
  /// Files need trees only; lines need the contents, and fail with `.notFound` where a partial
  /// repository lacks one. A renamed file counts twice, as gone and as new.
  package func treeDifference(
    from old: ObjectID, to new: ObjectID, countingLines: Bool = false
  ) throws(GitError) -> TreeDifference {
    let diff = try diff(from: old, to: new)
    var folders: [String: TreeDifference.Folder] = [:]
    var submodules: [PathChange] = []
    for index in 0..<git_diff_num_deltas(diff.raw) {
      guard let delta = git_diff_get_delta(diff.raw, index), let change = PathChange(delta.pointee)
      else { continue }
      if delta.pointee.isSubmodule { submodules.append(change) }
      let name = change.topFolder
      var folder = folders[name] ?? TreeDifference.Folder(name: name)
      folder.files += 1
      if countingLines {
        folder.lines = (folder.lines ?? TreeDifference.Lines()) + (try lines(of: diff, at: index))
      }
      folders[name] = folder
    }
    return TreeDifference(
      folders: folders.values.sorted { ($1.files, $0.name) < ($0.files, $1.name) },
      submodules: submodules)
  }

  private func lines(
    of diff: borrowing Handle, at index: Int
  ) throws(GitError) -> TreeDifference.Lines {
    let operation = "count changed lines"
    var patch: OpaquePointer?
    try check(git_patch_from_diff(&patch, diff.raw, index), operation)
    // Binary files have none.
    guard let patch else { return TreeDifference.Lines() }
    let owned = Handle(patch) { git_patch_free($0) }
    var added = 0
    var deleted = 0
    try check(git_patch_line_stats(nil, &added, &deleted, owned.raw), operation)
    return TreeDifference.Lines(added: added, deleted: deleted)
  }
}

extension PathChange {
  fileprivate var topFolder: String {
    path.firstIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}

extension git_diff_delta {
  var isSubmodule: Bool {
    let link = UInt16(GIT_FILEMODE_COMMIT.rawValue)
    return old_file.mode == link || new_file.mode == link
  }
}
