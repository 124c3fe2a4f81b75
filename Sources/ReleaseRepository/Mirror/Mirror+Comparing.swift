import Git
import ReleaseModel
import Rolling

extension Mirror {
  /// Whether `later` is `earlier` or follows it.
  func isAncestor(_ earlier: Revision, of later: Revision) async throws(ForgeError) -> Bool {
    try await doing("comparing commits") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        try git.isAncestor(ObjectID(earlier), of: ObjectID(later))
      }
    }
  }

  /// The id of the tree of `commit`: equal trees hold equal files.
  func tree(of commit: Revision) async throws(ForgeError) -> String {
    try await doing("reading the tree of \(commit.abbreviated)") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        try git.commit(ObjectID(commit)).tree.hexadecimal
      }
    }
  }

  /// The paths at or under `places` that differ between two commits, in git's order.
  func changedPaths(
    from old: Revision, to new: Revision, under places: [String]
  ) async throws(ForgeError) -> [String] {
    let what = "comparing \(old.abbreviated) with \(new.abbreviated)"
    return try await doing(what) { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        try git.changes(from: ObjectID(old), to: ObjectID(new)).map(\.path).filter { path in
          places.contains { covers($0, path) }
        }
      }
    }
  }
}

/// Whether `path` is `place` or lies under it, however its last slash was written.
private func covers(_ place: String, _ path: String) -> Bool {
  let folder = place.hasSuffix("/") ? place : place + "/"
  return path == place || path.hasPrefix(folder)
}
