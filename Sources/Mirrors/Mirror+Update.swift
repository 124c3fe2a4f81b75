import BlockingPool
import Errors
import Foundation
import Git
import ReleaseModel

extension Mirror {
  /// Brings the tracking branch up to date; at most once in the life of the ``Mirrors``, and one
  /// process at a time.
  ///
  /// A forced branch is followed and reported, never silently: ``MirrorUpdate/dropped`` names what it
  /// no longer contains.
  package func update() async throws(Failure) -> MirrorUpdate {
    try await turns.update(repository.path) { () throws(Failure) in try await updateNow() }
  }

  /// How the server speaks; one request, and nothing is written.
  package func transport() async throws(Failure) -> MirrorTransport {
    do throws(GitError) { return MirrorTransport(try await remote.manners()) } catch {
      throw failed(error)
    }
  }

  private func updateNow() async throws(Failure) -> MirrorUpdate {
    let lock = try await lock(shared: false)
    defer { withExtendedLifetime(lock) {} }
    try await prepare()
    do throws(Failure) { return try await track() } catch {
      // What is damaged here is thrown away and fetched anew, once.
      guard error.kind == .damaged, await isDamaged() else { throw error }
      return try await fetchAnew()
    }
  }

  /// Throws our folder away and fetches it anew, under the lock.
  @discardableResult
  func fetchAnew() async throws(Failure) -> MirrorUpdate {
    try await discard()
    try await prepare()
    return try await track()
  }

  private func track() async throws(Failure) -> MirrorUpdate {
    let report: TrackReport
    let previous: ObjectID?
    do throws(GitError) {
      let (theirs, ours) = (try ReferenceName(branch: branch), try headReference())
      previous = try await repository.run { git throws(GitError) in try git.reference(ours)?.id }
      report = try await remote.track(theirs, as: ours, in: repository)
    } catch {
      throw failed(error)
    }
    let dropped = try await remember(previous, head: report.head)
    let index = BranchIndex(in: repository.path)
    let head = report.head
    try await runLocked { git throws(GitError) in try index.extend(to: head, in: git) }
    return MirrorUpdate(
      head: report.head.revision, previous: previous?.revision, dropped: dropped?.revision,
      transport: MirrorTransport(report.manners),
      received: report.fetch.size)
  }

  /// The oldest head that `head` does not contain, kept under a reference of its own.
  private func remember(
    _ previous: ObjectID?, head: ObjectID
  ) async throws(Failure) -> ObjectID? {
    try await runLocked { git throws(GitError) in
      let name = try droppedReference()
      let known = try git.reference(name)?.id
      for id in [known, previous].compactMap(\.self) where try !git.isAncestor(id, of: head) {
        if id != known { _ = try git.update(.set(name, to: id, expecting: known)) }
        return id
      }
      if let known { _ = try git.update(.delete(name, at: known)) }
      return nil
    }
  }

  /// Makes the repository when it is not there, and clears away what killed processes left behind.
  private func prepare() async throws(Failure) {
    let path = repository.path
    do {
      try await BlockingPool.shared.run {
        if FileManager.default.fileExists(atPath: path) {
          clearLeftovers(in: URL(fileURLWithPath: path))
        } else {
          try create(at: path)
        }
      }
    } catch let error as GitError {
      throw failed(error)
    } catch {
      throw Failure(error, doing: "make the mirror of \(component.name) in \(path)")
    }
  }

  /// Whether our own folder is at fault, and not the disk or the network.
  func isDamaged() async -> Bool {
    let path = repository.path
    let head = try? headReference()
    return await BlockingPool.shared.run {
      guard let head, let git = try? Repository(at: path).open() else { return true }
      guard let reference = try? git.reference(head) else { return true }
      return (try? git.countHistory(of: [reference.id])) == nil
    }
  }

  private func discard() async throws(Failure) {
    let path = repository.path
    do {
      try await BlockingPool.shared.run { try FileManager.default.removeItem(atPath: path) }
    } catch {
      throw Failure(
        error, doing: "delete the damaged mirror of \(component.name) in \(path)")
    }
  }
}

/// In a folder beside, renamed when it is complete: a killed process leaves no half repository.
private func create(at path: String) throws {
  let draft = path + ".new"
  try? FileManager.default.removeItem(atPath: draft)
  try FileManager.default.createDirectory(
    atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
  try Repository.create(bareAt: draft)
  try FileManager.default.moveItem(atPath: draft, toPath: path)
}

/// Lock files and unfinished packs; no other process writes here while the mirror's own lock is held.
private func clearLeftovers(in folder: URL) {
  let places = ["", "refs/upstream", "objects/pack"].map { folder.appending(path: $0) }
  for (index, place) in places.enumerated() {
    let isDeep = index == 1
    let options: FileManager.DirectoryEnumerationOptions =
      isDeep ? [] : [.skipsSubdirectoryDescendants]
    let files = FileManager.default.enumerator(
      at: place, includingPropertiesForKeys: nil, options: options)
    while let file = files?.nextObject() as? URL {
      let name = file.lastPathComponent
      let isUnfinished = name.hasPrefix("tmp_") || name.hasPrefix("pack_git2_")
      if file.pathExtension == "lock" || isUnfinished {
        try? FileManager.default.removeItem(at: file)
      }
    }
  }
}
