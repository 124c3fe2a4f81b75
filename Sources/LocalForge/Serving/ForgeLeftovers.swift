import Foundation

/// What programs that were killed left in a forge's folder: git's lock files, which stop every later
/// write, and half-written files.
///
/// git leaves locks to a person, because it cannot know who is alive
/// (<https://git-scm.com/docs/git-gc#_notes>). Here it is known: the forge's own writers announce
/// themselves (``ForgePresence``), and a git program that was started on the folder works in it.
package struct ForgeLeftovers: Sendable, Equatable {
  /// Lock files of the dead.
  package let locks: [URL]
  /// Files and folders that were never finished.
  package let unfinished: [URL]

  /// Older than this, in seconds, nothing is still being written: git holds a lock for milliseconds.
  private static let patience: TimeInterval = 60

  /// Looks into `repository`. `isAlone` says that no program of ours serves it: then what is younger
  /// than a minute is dead too, unless a git program works there.
  package init(of repository: URL, now: Date, isAlone: Bool) {
    let anyAge = isAlone && !hasProgram(workingIn: repository)
    var locks: [URL] = []
    var unfinished: [URL] = []
    let files = FileManager.default.enumerator(
      at: repository, includingPropertiesForKeys: [.contentModificationDateKey])
    while let file = files?.nextObject() as? URL {
      let name = file.lastPathComponent
      // The roller's own mirror has a lock of its own, and who holds that one clears it.
      if name == "roller-mirror" || name == "objects" && file.path.contains("/lfs/") {
        files?.skipDescendants()
        continue
      }
      let isLock = file.pathExtension == "lock" && name != "roller-servers.lock"
      let isUnfinished =
        name.hasPrefix("tmp_") && file.path.contains("/objects/")
        || file.deletingLastPathComponent().lastPathComponent == "incomplete"
      guard isLock || isUnfinished else { continue }
      if isUnfinished { files?.skipDescendants() }
      guard anyAge || file.age(at: now) >= Self.patience else { continue }
      if isLock { locks.append(file) } else { unfinished.append(file) }
    }
    self.locks = locks.sorted { $0.path < $1.path }
    self.unfinished = unfinished.sorted { $0.path < $1.path }
  }

  /// Removes them.
  package func remove() {
    for file in locks + unfinished { try? FileManager.default.removeItem(at: file) }
  }
}

extension URL {
  fileprivate func age(at now: Date) -> TimeInterval {
    let values = try? resourceValues(forKeys: [.contentModificationDateKey])
    return (values?.contentModificationDate).map { now.timeIntervalSince($0) } ?? 0
  }
}

/// Whether a program of this machine has `folder` as its working folder, as git has that of the
/// repository it serves; false where the kernel does not tell
/// (<https://man7.org/linux/man-pages/man5/proc_pid_cwd.5.html>).
private func hasProgram(workingIn folder: URL) -> Bool {
  let place = folder.resolvingSymlinksInPath().path
  let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return names.contains { name in
    guard Int(name) != nil,
      let found = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd")
    else { return false }
    return found == place || found.hasPrefix(place + "/")
  }
}
