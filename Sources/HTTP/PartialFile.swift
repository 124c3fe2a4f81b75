import Errors
import Foundation
internal import Processes

/// A file that is being received beside the place where it will appear.
///
/// Its lock keeps two downloads of one file apart; a process that was killed leaves a partial file
/// and no lock, and the next download takes it over.
final class PartialFile: Sendable {
  private let lock: FileLock
  private let place: String
  private let target: URL

  private var descriptor: Int32 { lock.descriptor }

  /// Opens an empty `<file>.partial`.
  init(for file: URL) throws(Failure) {
    target = file
    place = file.path + ".partial"
    // A lock whose file was renamed meanwhile is of a finished download, and is not taken.
    let taken = try FileLock.attempt(URL(fileURLWithPath: place), makesFolder: false)
    guard let taken else {
      throw Failure(
        .unavailable, doing: "locking \(place)", found: "another download writes it",
        hint: "wait for it to end, then try again")
    }
    lock = taken
    try restart()
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Failure(doing: "writing \(place)") }
      rest = rest.dropFirst(written)
    }
  }

  /// Forgets what was appended.
  func restart() throws(Failure) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw Failure(doing: "emptying \(place)")
    }
  }

  /// Lets the file appear at its place, on the disk and not only in memory.
  func commit() throws(Failure) {
    try WholeFile(target).take(URL(fileURLWithPath: place))
  }

  func discard() { unlink(place) }
}
