internal import Errors
import Foundation

/// A file that is being received beside the place where it will appear.
///
/// Its lock keeps two downloads of one file apart; a process that was killed leaves a partial file
/// and no lock, and the next download takes it over.
final class PartialFile: Sendable {
  private let descriptor: Int32
  private let place: String
  private let target: String

  /// Opens an empty `<file>.partial`.
  init(for file: URL) throws(PartialFileError) {
    target = file.path
    place = file.path + ".partial"
    descriptor = try Self.openLocked(place)
    // When this fails, `deinit` closes the file.
    try restart()
  }

  deinit { close(descriptor) }

  func append(_ bytes: UnsafeRawBufferPointer) throws(PartialFileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw failed("write") }
      rest = rest.dropFirst(written)
    }
  }

  /// Forgets what was appended.
  func restart() throws(PartialFileError) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw failed("empty")
    }
  }

  /// Lets the file appear at its place, on the disk and not only in memory.
  func commit() throws(PartialFileError) {
    guard fsync(descriptor) == 0 else { throw failed("flush") }
    guard rename(place, target) == 0 else { throw failed("rename") }
  }

  func discard() { unlink(place) }

  /// Another process may rename the file between our opening and locking it; what we hold then is
  /// its finished download, which must not be emptied.
  private static func openLocked(_ place: String) throws(PartialFileError) -> Int32 {
    while true {
      let descriptor = open(place, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else { throw PartialFileError("open", place, SystemError(doing: "")) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let error = errno
        close(descriptor)
        guard error == EWOULDBLOCK else {
          throw PartialFileError("lock", place, SystemError(error, doing: ""))
        }
        throw PartialFileError(busy: place)
      }
      if isStill(descriptor, at: place) { return descriptor }
      close(descriptor)
    }
  }

  private static func isStill(_ descriptor: Int32, at place: String) -> Bool {
    var held = stat()
    var named = stat()
    return fstat(descriptor, &held) == 0 && lstat(place, &named) == 0
      && held.st_ino == named.st_ino && held.st_dev == named.st_dev
  }

  private func failed(_ deed: String) -> PartialFileError {
    PartialFileError(deed, place, SystemError(doing: ""))
  }
}

/// Why a download cannot be kept.
struct PartialFileError: Error, Sendable, CustomStringConvertible {
  let description: String
  let hint: String

  init(_ deed: String, _ place: String, _ reason: SystemError) {
    description = "could not \(deed) \(place): \(reason.found)"
    hint = reason.hint
  }

  init(busy place: String) {
    description = "could not lock \(place): another download writes it"
    hint = "wait for it to end, then try again"
  }
}
