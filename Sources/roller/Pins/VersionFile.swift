import CommandLineTool
import Errors
import Foundation
import ReleaseModel

/// The version file of a checkout, replaced whole or not at all.
struct VersionFile: Sendable {
  private let url: URL

  init(in folder: ReleaseFolder) {
    url = folder.root.appendingPathComponent(VersionInfo.path)
  }

  /// Writes `new` in the place of `old`, keeping the file's mode.
  ///
  /// Beside it first, then renamed over it, so that a crash leaves one of the two. What somebody else
  /// wrote meanwhile is never overwritten; a link is never followed and never replaced.
  func replace(_ old: [UInt8], with new: [UInt8]) throws(CommandFailure) {
    let mode = try mode()
    let draft = url.deletingLastPathComponent()
      .appendingPathComponent(".\(VersionInfo.path).\(ProcessInfo.processInfo.processIdentifier)")
    defer { unlink(draft.path) }
    try write(new, to: draft.path, mode: mode)
    guard let now = try? Data(contentsOf: url), Array(now) == old else {
      throw CommandFailure(
        .badData, "\(VersionInfo.path) was edited meanwhile\n  hint: run the same command again")
    }
    guard rename(draft.path, url.path) == 0 else { throw failed("renaming \(draft.path)") }
    let folder = open(url.deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private func mode() throws(CommandFailure) -> mode_t {
    var facts = stat()
    guard lstat(url.path, &facts) == 0 else { throw failed("looking at \(url.path)") }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure(
        .badData,
        "\(url.path): found something else than a regular file"
          + "\n  hint: links and devices are not written through; restore the file with git checkout"
      )
    }
    return facts.st_mode & 0o7777
  }

  private func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(CommandFailure) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failed("writing \(path)") }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failed("writing \(path)") }
      rest = rest.dropFirst(count)
    }
    guard fchmod(file, mode) == 0, fsync(file) == 0 else { throw failed("writing \(path)") }
  }

  private func failed(_ doing: String) -> CommandFailure {
    CommandFailure(SystemError(doing: doing))
  }
}
