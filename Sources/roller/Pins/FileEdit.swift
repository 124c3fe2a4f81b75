/// An edit of the version file that can be taken back.
struct FileEdit: Sendable {
  let file: VersionFile
  let from: [UInt8]
  let to: [UInt8]

  func make() throws(CommandFailure) { try file.replace(from, with: to) }

  /// Puts the file back as it was; what somebody else wrote meanwhile stays.
  func takeBack() throws(CommandFailure) { try file.replace(to, with: from) }
}
