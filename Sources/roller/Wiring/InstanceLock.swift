import CommandLineTool
import Errors
import Foundation
import Processes
import ReleaseModel
import ReleaseRepository
import Rolling

/// One roll at a time on one machine and forge; the kernel lets go when the process ends, however it
/// ends.
final class InstanceLock {
  private let lock: FileLock

  /// Takes the lock at `file`, or says who holds it and since when.
  init(at file: URL, now: Timestamp) throws(CommandFailure) {
    guard let lock = try locked({ () throws(Failure) in try FileLock.attempt(file) }) else {
      let holder = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      throw CommandFailure(
        .tryLater, "another roll of this forge is running (\(holder))\n  hint: wait for it to end")
    }
    lock.write("process \(getpid()), since \(now)")
    self.lock = lock
  }

  /// Removes the lock files that a killed process left in the mirror at `folder`; to be called under
  /// this lock only.
  func clearStaleLocks(in folder: URL) { MirrorLocks(of: folder).remove() }
}

/// That somebody uses the mirror of a forge: a roll, a plan, a status; many at once.
///
/// libgit2's own lock files keep their writes apart. This adds that a roll, which clears away
/// the lock files of the dead, does so only while no living process can hold one.
final class MirrorUse {
  private let lock: FileLock

  /// Joins those who use the mirror, by the file at `place`.
  init(at place: URL) throws(CommandFailure) {
    // Whoever has it alone only clears lock files away, which takes no time.
    lock = try locked { () throws(Failure) in try FileLock.blocking(place, .shared) }
  }

  /// Runs `body` if no process uses the mirror now, and keeps others out meanwhile.
  static func ifUnused(at place: URL, _ body: () -> Void) throws(CommandFailure) {
    let lock = try locked { () throws(Failure) in try FileLock.attempt(place) }
    if lock != nil { body() }
    withExtendedLifetime(lock) {}
  }
}

private func locked<Lock>(
  _ take: () throws(Failure) -> Lock
) throws(CommandFailure) -> Lock {
  do { return try take() } catch { throw CommandFailure(error, otherwise: .tryLater) }
}
