/// One thing of `version_info.json` that two sides of a merge changed in ways that do not add up.
package struct MergeConflict: Sendable, Hashable, CustomStringConvertible {
  /// The key: a component's name, or a key of the file.
  package let key: String
  package let ours: String
  package let theirs: String
  package let why: String
  /// Whether it is one only because nobody here could tell how two revisions stand to each other.
  package let isUnknown: Bool

  package var description: String {
    "\(VersionInfo.path): \(plain(key)): ours is \(ours), theirs is \(theirs): \(why)"
  }
}
