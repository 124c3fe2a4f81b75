import CommandLineTool
import Errors
import Foundation
import Rolling

/// That somebody uses the mirror of a forge: a roll, a plan, a status; many at once.
///
/// libgit2's own lock files keep their writes apart. What this adds is that a roll, which clears away
/// the lock files of the dead, does so only while nobody alive can hold one.
final class MirrorUse {
  private let descriptor: Int32

  /// Joins those who use the mirror, by the file at `place`.
  init(at place: URL) throws(CommandFailure) {
    descriptor = try Self.opened(place)
    // Whoever has it alone only clears lock files away, which takes no time.
    while flock(descriptor, LOCK_SH) != 0 {
      guard errno == EINTR else {
        throw CommandFailure(SystemError(doing: "locking \(place.path)"), otherwise: .tryLater)
      }
    }
  }

  deinit { close(descriptor) }

  /// Runs `body` if nobody uses the mirror now, and keeps others out meanwhile.
  static func ifUnused(at place: URL, _ body: () -> Void) throws(CommandFailure) {
    let descriptor = try opened(place)
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { body() }
  }

  private static func opened(_ place: URL) throws(CommandFailure) -> Int32 {
    do {
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        SystemError(error, doing: "making \(place.deletingLastPathComponent().path)"),
        otherwise: .tryLater)
    }
    let opened = open(place.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard opened >= 0 else {
      throw CommandFailure(SystemError(doing: "locking \(place.path)"), otherwise: .tryLater)
    }
    return opened
  }
}
