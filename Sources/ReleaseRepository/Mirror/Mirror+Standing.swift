import Errors
import Git
import ReleaseModel
import RollPlanning
import Rolling

extension Mirror {
  /// The branch head `head` and whose it is, seen from the commit `main`.
  func slotHead(_ head: ObjectID, from main: ObjectID) async throws(Failure) -> SlotHead {
    try await doing("looking at \(head.hexadecimal.prefix(10))") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        SlotHead(
          commit: try git.facts(of: head, pinFiles),
          standing: try git.standing(of: head, from: main))
      }
    }
  }

  func facts(of commit: ObjectID) async throws(Failure) -> CommitFacts {
    try await doing("reading \(commit.hexadecimal.prefix(10))") { () throws(GitError) in
      try await repository.run { git throws(GitError) in try git.facts(of: commit, pinFiles) }
    }
  }
}

extension OpenRepository {
  func standing(of head: ObjectID, from main: ObjectID) throws(GitError) -> BranchStanding {
    var merges: [Commit] = []
    var root = try commit(head)
    // Nobody clicks a thousand times; a person's endless chain of merges is no update.
    while root.parents.count == 2, merges.count < mostUpdates {
      merges.append(root)
      root = try commit(root.parents[0])
    }
    let below = try commitStanding(of: root, main)
    let updates = try merges.map { (merge) throws(GitError) in
      try update(merge, over: root, main)
    }
    return BranchStanding(
      head: merges.isEmpty ? below : try commitStanding(of: try commit(head), main),
      updates: updates, root: below)
  }

  private func commitStanding(
    of commit: Commit, _ main: ObjectID
  ) throws(GitError) -> CommitStanding {
    let parent = commit.parents.first
    let file = try versionInfo(of: commit.id)
    let before = try parent.flatMap { (parent) throws(GitError) in try versionInfo(of: parent) }
    return CommitStanding(
      revision: commit.id.revision, parents: commit.parents.map(\.revision),
      author: CommitPerson(commit.author), committer: CommitPerson(commit.committer),
      message: commit.message, isRewritable: try isRewritable(commit, file),
      pins: try file.map { (file) throws(GitError) in try bytes(of: file) },
      parentPins: try before.map { (file) throws(GitError) in try bytes(of: file) },
      isParentOnMainLine: try parent.map { (parent) throws(GitError) in
        try isOnFirstParents(of: main, parent)
      } ?? false)
  }

  /// Writes what roller would write and compares the ids: nothing that an id depends on is missed,
  /// signatures, encodings and modes of files included.
  private func isRewritable(_ commit: Commit, _ file: TreeEntry?) throws(GitError) -> Bool {
    guard let file, commit.parents.count == 1 else { return false }
    let place = try TreePath(VersionInfo.path)
    let tree = try tree(
      updating: try self.commit(commit.parents[0]).tree, with: [.put(place, file.id)])
    let date = Timestamp(seconds: commit.committer.seconds)
    let again = try write(
      Git.CommitDraft(
        tree: tree, parents: commit.parents, signature: roller(at: date),
        message: commit.message))
    return again == commit.id
  }

  private func update(
    _ merge: Commit, over root: Commit, _ main: ObjectID
  ) throws(GitError) -> BranchUpdate {
    let (before, merged) = (merge.parents[0], merge.parents[1])
    var isPlain = try isPlain(merge, over: root)
    if isPlain { isPlain = try isAncestor(merged, of: main) }
    return BranchUpdate(
      merge: merge.id.revision, before: before.revision, merged: merged.revision,
      isPlain: isPlain)
  }

  private func isPlain(_ merge: Commit, over root: Commit) throws(GitError) -> Bool {
    guard let base = root.parents.first, let file = try versionInfo(of: root.id),
      try versionInfo(of: merge.parents[1]) == versionInfo(of: base)
    else { return false }
    let expected = try tree(
      updating: try commit(merge.parents[1]).tree,
      with: [.put(try TreePath(VersionInfo.path), file.id)])
    return expected == merge.tree
  }

  private func versionInfo(of commit: ObjectID) throws(GitError) -> TreeEntry? {
    guard let entry = try entry(at: try TreePath(VersionInfo.path), of: commit),
      entry.kind == .file || entry.kind == .executable
    else { return nil }
    return entry
  }

  private func bytes(of file: TreeEntry) throws(GitError) -> [UInt8] {
    try blob(file.id, limit: 16 << 20)
  }
}

extension CommitPerson {
  fileprivate init(_ signature: Signature) {
    self.init(
      name: signature.name, email: signature.email, date: Timestamp(seconds: signature.seconds),
      offset: signature.offset)
  }
}

private let mostUpdates = 100
