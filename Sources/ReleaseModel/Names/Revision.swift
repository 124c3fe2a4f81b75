/// A full git commit id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits, not all zero.
///
/// Abbreviations are refused: they become ambiguous as a repository grows
/// (<https://git-scm.com/docs/gitrevisions>).
package struct Revision: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let description: String

  package init?(_ text: String) {
    guard [40, 64].contains(text.utf8.count),
      text.utf8.allSatisfy({ byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }),
      text.contains(where: { $0 != "0" })
    else { return nil }
    description = text
  }

  /// The first ten digits, for people only.
  package var abbreviated: String { String(description.prefix(10)) }

  package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
