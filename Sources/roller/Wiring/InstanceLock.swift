import CommandLineTool
import Errors
import Foundation
import ReleaseModel
import ReleaseRepository
import Rolling

/// One roll at a time on one machine and forge; the kernel lets go when the process ends, however it
/// ends.
final class InstanceLock {
  private let descriptor: Int32

  /// Takes the lock at `file`, or says who holds it and since when.
  init(at file: URL) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        SystemError(error, doing: "making \(file.deletingLastPathComponent().path)"),
        otherwise: .tryLater)
    }
    let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard opened >= 0 else {
      throw CommandFailure(SystemError(doing: "locking \(file.path)"), otherwise: .tryLater)
    }
    // `deinit` closes it from here on, also when this initialiser fails.
    descriptor = opened
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      throw CommandFailure(
        .tryLater, "another roll of this forge is running (\(holder))\n  hint: wait for it to end")
    }
    ftruncate(descriptor, 0)
    let mark = "process \(getpid()), since \(NightClock.live.now())"
    _ = mark.withCString { write(descriptor, $0, strlen($0)) }
  }

  deinit { close(descriptor) }

  /// Removes the lock files that a killed process left in the mirror at `folder`; to be called under
  /// this lock only.
  func clearStaleLocks(in folder: URL) { MirrorLocks(of: folder).remove() }
}
