/// A CPython 3 as wheels name it, such as `cp311`:
/// <https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/>.
package struct PythonTag: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The 11 of `cp311`.
  package let minor: Int

  /// The tag `text`, or nil when it is not of the form `cp3<minor>`.
  package init?(_ text: String) {
    guard text.hasPrefix("cp3"), let minor = Int(text.dropFirst(3)), (0...99).contains(minor)
    else { return nil }
    self.minor = minor
    guard description == text else { return nil }
  }

  package var description: String { "cp3\(minor)" }
  /// Such as `3.11`, as people, `pip` and Debian's file names say it.
  package var version: String { "3.\(minor)" }

  package static func < (left: Self, right: Self) -> Bool { left.minor < right.minor }
}
