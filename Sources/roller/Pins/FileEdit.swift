import CommandLineTool

/// An edit of the version file that can be undone.
struct FileEdit: Sendable {
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
