/// The tag of a release: `v` and the version.
package struct ReleaseTag: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let version: ReleaseVersion

  package init(_ version: ReleaseVersion) {
    self.version = version
  }

  package init?(_ text: String) {
    guard text.hasPrefix("v"), let version = ReleaseVersion(String(text.dropFirst())),
      version.suffix.isEmpty
    else {
      return nil
    }
    self.version = version
  }

  package var description: String { "v\(version)" }
  /// `refs/tags/v…`.
  package var ref: String { "refs/tags/\(self)" }

  package static func < (left: Self, right: Self) -> Bool { left.version < right.version }
}
