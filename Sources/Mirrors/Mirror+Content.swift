import Errors
import Foundation
import Git
import ReleaseModel

extension Mirror {
  /// The bytes of the file at `path` of `revision`, brought when they are not here yet; nil when there
  /// is no such path.
  package func file(
    _ path: String, at revision: Revision, limit: Int
  ) async throws(Failure) -> [UInt8]? {
    let (commit, path) = (try id(revision), try treePath(path))
    try await require(revision)
    return try await asking { () throws(GitError) in
      try await remote.blob(at: path, of: commit, through: repository, limit: limit)
    }
  }

  /// The bytes of the file at `path` of each of `revisions` that has one of at most `limit` bytes; what
  /// is missing of all of them comes in a few requests.
  package func files(
    _ path: String, at revisions: [Revision], limit: Int
  ) async throws(Failure) -> [Revision: [UInt8]] {
    let place = try treePath(path)
    let commits = try await entries(at: [place], of: revisions).map(\.first)
    var blobs: [Revision: ObjectID] = [:]
    for (revision, entry) in zip(revisions, commits) {
      guard let entry = entry.flatMap(\.self) else { continue }
      if entry.kind == .file || entry.kind == .executable { blobs[revision] = entry.id }
    }
    let wanted = Set(blobs.values).sorted()
    let texts = try await asking { () throws(GitError) in
      try await remote.complete(wanted, in: repository)
      return try await repository.run { git throws(GitError) in
        var texts: [ObjectID: [UInt8]] = [:]
        for id in wanted where try git.header(of: id).map({ $0.size <= limit }) ?? false {
          texts[id] = try git.blob(id, limit: limit)
        }
        return texts
      }
    }
    return blobs.compactMapValues { texts[$0] }
  }

  /// The entries at `paths` of each of `revisions`, in the order of both.
  func entries(
    at paths: [TreePath], of revisions: [Revision]
  ) async throws(Failure) -> [[TreeEntry?]] {
    var commits: [ObjectID] = []
    for revision in revisions {
      try await require(revision)
      commits.append(try id(revision))
    }
    return try await asking { [commits] () throws(GitError) in
      try await remote.entries(at: paths, of: commits, through: repository)
    }
  }

  /// The name of git's object at `path` of `revision`, of the whole tree for `""`; nil when the
  /// revision has no such path, which its own trees tell.
  ///
  /// An object that a mirror or remote lacks is an error, so that a damaged copy is not taken for an answer
  /// about the revision.
  package func treeID(
    of path: String, at revision: Revision
  ) async throws(Failure) -> String? {
    let commit = try id(revision)
    let tree = try await self.commit(revision).tree
    if path.isEmpty { return tree.hexadecimal }
    let place = try treePath(path)
    return try await asking { () throws(GitError) in
      try await remote.entry(at: place, of: commit, through: repository)?.id.hexadecimal
    }
  }

  /// Writes `paths` of `revision` to `folder`, which must not exist, under their names in the commit;
  /// `""` is the whole tree.
  ///
  /// No `.git`, no hook, no filter; symbolic links only where they stay inside. Missing objects are
  /// fetched first, and only those.
  @discardableResult
  package func export(
    _ paths: [String], at revision: Revision, to folder: URL
  ) async throws(Failure) -> Export {
    let commit = try id(revision)
    let tree = try await self.commit(revision).tree
    let isWhole = paths.contains("")
    let places = isWhole ? [] : try paths.map { (path) throws(Failure) in try treePath(path) }
    var roots = [tree]
    if !isWhole {
      roots = []
      for path in paths { roots.append(try await entry(path, of: commit).id) }
    }
    let isNew = !FileManager.default.fileExists(atPath: folder.path)
    return try await asking { [roots] () throws(GitError) in
      // What a first try left, before the mirror was brought anew.
      if isNew { try? FileManager.default.removeItem(at: folder) }
      try await remote.complete(roots, in: repository)
      return try await repository.run { git throws(GitError) in
        isWhole
          ? try git.export(of: commit, to: folder.path, links: .keepInside)
          : try git.export(paths: places, of: commit, to: folder.path, links: .keepInside)
      }
    }
  }

  private func entry(
    _ path: String, of commit: ObjectID
  ) async throws(Failure) -> TreeEntry {
    let place = try treePath(path)
    let entry = try await asking { () throws(GitError) in
      try await remote.entry(at: place, of: commit, through: repository)
    }
    if let entry { return entry }
    throw Failure(
      .notFound, doing: "look for \(path) of \(commit)", found: "no such path",
      hint: "check whether upstream moved it; the package's package.json lists the paths")
  }

  private func treePath(_ path: String) throws(Failure) -> TreePath {
    do throws(GitError) { return try TreePath(path) } catch { throw failed(error) }
  }
}
