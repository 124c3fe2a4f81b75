/// What lies at one path of a commit, an index or a folder.
package enum CheckedFile: Sendable, Hashable {
  case file([UInt8])
  /// A file that the checker does not read; only its being a file matters.
  case unread
  /// A file that was not read because of its size, in bytes.
  case tooLarge(Int)
  /// Something that a checkout would follow or execute, such as a symbolic link; told as messages do.
  case notAFile(String)
  /// Sides of a merge, of which nobody has chosen one.
  case unmerged
}
