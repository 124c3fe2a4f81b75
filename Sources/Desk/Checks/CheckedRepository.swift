import ChangeChecks
import Git
import ReleaseModel

/// The release repository as checks see it: trees of commits, of the index, and facts about both.
///
/// Everything is read through libgit2: starting git costs more than a whole check.
struct CheckedRepository: ~Copyable {
  let git: OpenRepository

  init(_ place: RepositoryPlace) throws(GitError) {
    git = try place.repository.open(objectFolders: place.objectFolders)
  }

  /// The release's files at `commit`.
  func tree(of commit: ObjectID) throws(GitError) -> CheckedTree {
    var files: [String: CheckedFile] = [:]
    for path in CheckedTree.paths {
      for entry in try entries(at: path, of: commit) where entry.kind != .folder {
        files[entry.path] = try file(entry.path, entry.kind, entry.id)
      }
    }
    return CheckedTree(files)
  }

  /// Only what a later commit is compared with: the pins.
  func pins(of commit: ObjectID?) throws(GitError) -> CheckedTree? {
    guard let commit else { return nil }
    let entries = try entries(at: VersionInfo.path, of: commit)
    var files: [String: CheckedFile] = [:]
    for entry in entries { files[entry.path] = try file(entry.path, entry.kind, entry.id) }
    return CheckedTree(files)
  }

  /// The release's files as they are staged in `index`, or nil when they are as in `commit`.
  func stagedTree(
    in index: String?, ifOtherThan commit: ObjectID?
  ) throws(GitError) -> CheckedTree? {
    let staged = try git.stagedEntries(at: CheckedTree.paths, of: index)
    if let commit, staged.allSatisfy({ $0.stage == 0 }) {
      var committed: [String: ObjectID] = [:]
      for path in CheckedTree.paths {
        for entry in try entries(at: path, of: commit) where entry.kind != .folder {
          committed["\(entry.kind) \(entry.path)"] = entry.id
        }
      }
      let entries = staged.map { ("\($0.kind) \($0.path)", $0.id) }
      if Dictionary(entries, uniquingKeysWith: { $1 }) == committed { return nil }
    }
    var files: [String: CheckedFile] = [:]
    for entry in staged {
      files[entry.path] =
        entry.stage == 0 ? try file(entry.path, entry.kind, entry.id) : .unmerged
    }
    return CheckedTree(files)
  }

  /// Whether `commit` changes anything that checks look at, or may do so.
  func changesRelease(_ commit: Commit, since parent: FirstParent) throws(GitError) -> Bool {
    guard let parent = parent.id else { return true }
    for path in CheckedTree.paths {
      let path = try TreePath(path)
      if try git.entry(at: path, of: commit.id) != git.entry(at: path, of: parent) { return true }
    }
    return false
  }

  /// Whether this clone has the pins of `commit`: a shallow or partial one may have left them out.
  func holdsPins(of commit: ObjectID) throws(GitError) -> Bool {
    guard try git.contains(commit) else { return false }
    for entry in try entries(at: VersionInfo.path, of: commit) where try !git.contains(entry.id) {
      return false
    }
    return true
  }

  /// The versions that have a tag.
  func released() throws(GitError) -> [ReleaseVersion] {
    try git.references(withPrefix: "refs/tags/v").compactMap { reference in
      reference.name.tag.flatMap(ReleaseTag.init(_:))?.version
    }
  }

  /// How `new` stands to `old`.
  func movement(from old: ObjectID, to new: ObjectID) throws(GitError) -> Descent {
    guard try git.contains(old), try git.contains(new) else {
      return .unknown(because: "one of the two commits is not in this repository")
    }
    let (isForward, isBackward) = (
      try git.knownAncestor(old, of: new), try git.knownAncestor(new, of: old)
    )
    if isForward == true { return .forward }
    if isBackward == true { return .backward }
    guard isForward == false, isBackward == false else {
      return .unknown(
        because: "this clone is shallow and lacks the history needed to tell")
    }
    return .apart
  }

  private func entries(at path: String, of commit: ObjectID) throws(GitError) -> [TreeEntry] {
    let path = try TreePath(path)
    guard try git.entry(at: path, of: commit) != nil else { return [] }
    return try git.entries(under: path, of: commit, limit: 100_000)
  }

  private func file(
    _ path: String, _ kind: TreeEntry.Kind, _ id: ObjectID
  ) throws(GitError) -> CheckedFile {
    switch kind {
    case .symbolicLink: return .notAFile("a symbolic link")
    case .submodule: return .notAFile("a submodule")
    case .folder: return .notAFile("a folder")
    case .file, .executable: break
    }
    guard CheckedTree.isRead(path) else { return .unread }
    let size = try git.header(of: id)?.size ?? 0
    guard size <= CheckedTree.sizeLimit else { return .tooLarge(size) }
    return .file(try git.blob(id, limit: CheckedTree.sizeLimit))
  }
}
