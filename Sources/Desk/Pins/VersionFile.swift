import CommandLineTool
import Errors
import Foundation
import Processes
import ReleaseModel

/// The version file of a checkout, replaced whole or not at all.
package struct VersionFile: Sendable {
  private let url: URL

  package init(in folder: ReleaseFolder) {
    url = folder.root.appendingPathComponent(VersionInfo.path)
  }

  /// Replaces `old` by `new`, keeping the file's mode.
  ///
  /// Beside it first, then renamed over it, so that a crash leaves one of the two. A file that another program
  /// changed meanwhile is never overwritten; a link is never followed and never replaced.
  package func replace(_ old: [UInt8], with new: [UInt8]) throws(CommandFailure) {
    try requireRegularFile()
    do {
      try WholeFile(url).write(new) {
        guard let now = try? Data(contentsOf: url), Array(now) == old else {
          throw CommandFailure(
            .badData, "\(VersionInfo.path) was edited meanwhile\n  hint: run the same command again"
          )
        }
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(Failure(error, doing: "writing \(url.path)"))
    }
  }

  /// Gives the file as it is a second name, from which ``putBack(_:over:)`` takes it.
  ///
  /// A rename needs no room, so that a full disk does not keep an edit from being undone.
  func keep() {
    // Left by a process that was killed; the file itself is what counts.
    forget()
    link(url.path, kept)
  }

  func forget() { unlink(kept) }

  /// Puts `old` back over `new`; what somebody else wrote meanwhile stays.
  func putBack(_ old: [UInt8], over new: [UInt8]) throws(CommandFailure) {
    if contents(of: kept) == old, contents(of: url.path) == new, rename(kept, url.path) == 0 {
      return
    }
    try replace(new, with: old)
  }

  private var kept: String {
    url.deletingLastPathComponent().appendingPathComponent(".\(VersionInfo.path).kept").path
  }

  private func contents(of path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map(Array.init)
  }

  /// The file's bytes, if it is one.
  package func bytes() throws(CommandFailure) -> [UInt8] {
    try requireRegularFile()
    do { return Array(try Data(contentsOf: url)) } catch {
      throw CommandFailure(Failure(error, doing: "reading \(url.path)"))
    }
  }

  private func requireRegularFile() throws(CommandFailure) {
    var facts = stat()
    guard lstat(url.path, &facts) == 0 else {
      throw CommandFailure(Failure(doing: "looking at \(url.path)"))
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure(
        .badData,
        "\(url.path): it is not a regular file"
          + "\n  hint: roller does not write through links or devices; restore the file with git checkout"
      )
    }
  }
}

/// An edit of the version file that can be undone.
package struct FileEdit: Sendable {
  let file: VersionFile
  let from: [UInt8]
  let to: [UInt8]

  func make() throws(CommandFailure) { try file.replace(from, with: to) }

  /// Makes the edit so that it can be undone until ``settle()``.
  func begin() throws(CommandFailure) {
    file.keep()
    try make()
  }

  /// Puts the file back as it was; what somebody else wrote meanwhile stays.
  func takeBack() throws(CommandFailure) { try file.putBack(from, over: to) }

  func settle() { file.forget() }
}
