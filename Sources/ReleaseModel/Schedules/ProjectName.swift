/// The normal form of a project's name on a Python index: lower-case letters, digits and single `-`.
///
/// Indexes serve one project under many spellings; the normal one is its identity:
/// <https://packaging.python.org/en/latest/specifications/name-normalization/>.
package struct ProjectName: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// The name `text`, or nil when it is not in the normal form.
  package init?(_ text: String) {
    guard let normal = Self(normalizing: text), normal.description == text else { return nil }
    self = normal
  }

  /// The normal form of `text`, or nil when it is no project's name in any spelling.
  package init?(normalizing text: String) {
    let lowered = text.lowercased()
    guard (1...100).contains(text.utf8.count), text.allSatisfy(\.isASCII),
      lowered.utf8.allSatisfy({ Self.isLetterOrDigit($0) || "-_.".utf8.contains($0) }),
      let first = lowered.utf8.first, Self.isLetterOrDigit(first),
      let last = lowered.utf8.last, Self.isLetterOrDigit(last)
    else { return nil }
    description = lowered.split(whereSeparator: { "-_.".contains($0) }).joined(separator: "-")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte)
  }
}
