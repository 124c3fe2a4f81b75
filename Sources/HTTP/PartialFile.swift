internal import Errors
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
  init(for file: URL) throws(PartialFileError) {
    target = file
    place = file.path + ".partial"
    // A lock whose file was renamed meanwhile is of a finished download, and is not taken.
    let taken: FileLock?
    do throws(SystemError) {
      taken = try FileLock.attempt(URL(fileURLWithPath: place), makesFolder: false)
    } catch {
      throw PartialFileError("lock", place, error)
    }
    guard let taken else { throw PartialFileError(busy: place) }
    lock = taken
    try restart()
  }

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
    do throws(SystemError) { try WholeFile(target).take(URL(fileURLWithPath: place)) } catch {
      throw PartialFileError("rename", place, error)
    }
  }

  func discard() { unlink(place) }

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
