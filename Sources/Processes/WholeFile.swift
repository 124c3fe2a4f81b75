import Errors
import Foundation

/// A file that others see whole or not at all: it is written beside its place and renamed over it
/// (<https://man7.org/linux/man-pages/man2/rename.2.html>).
package struct WholeFile: Sendable {
  private let place: URL

  package init(_ place: URL) { self.place = place }

  /// Makes `bytes` all that the file says, and keeps its mode; a new file gets `mode`.
  ///
  /// `isStillWanted` is asked last, when everything is written, and may throw. The new file survives a power cut
  /// when `isDurable`.
  package func write(
    _ bytes: [UInt8], mode: mode_t = 0o644, isDurable: Bool = true,
    isStillWanted: () throws -> Void = {}
  ) throws {
    let draft = place.deletingLastPathComponent()
      .appending(path: ".\(place.lastPathComponent).\(UUID().uuidString)")
    var facts = stat()
    let kept = lstat(place.path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    defer { unlink(draft.path) }
    try fill(draft, bytes, mode: kept ? facts.st_mode & 0o7777 : mode, isDurable: isDurable)
    try isStillWanted()
    try move(draft, isDurable: isDurable)
  }

  /// Lets the finished file `draft`, of the same disk, appear here.
  package func take(_ draft: URL) throws(Failure) {
    let file = open(draft.path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure(doing: "reading \(draft.path)") }
    defer { close(file) }
    guard fsync(file) == 0 else { throw Failure(doing: "writing \(draft.path)") }
    try move(draft, isDurable: true)
  }

  private func fill(
    _ draft: URL, _ bytes: [UInt8], mode: mode_t, isDurable: Bool
  ) throws(Failure) {
    let doing = "writing \(draft.path)"
    let file = open(draft.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure(doing: doing) }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(doing: doing) }
      rest = rest.dropFirst(count)
    }
    guard fchmod(file, mode) == 0, !isDurable || fsync(file) == 0 else {
      throw Failure(doing: doing)
    }
  }

  /// A rename is on the disk for good once its folder is.
  private func move(_ draft: URL, isDurable: Bool) throws(Failure) {
    guard rename(draft.path, place.path) == 0 else {
      throw Failure(doing: "renaming \(draft.path)")
    }
    let folder = isDurable ? open(place.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC) : -1
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}
