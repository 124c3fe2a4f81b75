/// Why a person decided something: one line that files, commit messages and reports repeat as it is.
///
/// One line because trailers end at the line's end, and visible because a reviewer must see all of it.
package struct Reason: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// The reason `text`, or nil when it breaks the grammar.
  package init?(_ text: String) {
    let scalars = text.unicodeScalars
    guard (1...Self.longest).contains(scalars.count), scalars.allSatisfy(isVisible),
      text.first != " ", text.last != " "
    else { return nil }
    description = text
  }

  /// In Unicode scalars; a sentence or two.
  package static let longest = 300

  /// What a message says is expected of a reason.
  package static let grammar =
    "one line of 1 to \(longest) visible characters, without a space at its ends"
}
