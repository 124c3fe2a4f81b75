/// Why a text is not a URL that may be asked.
///
/// It never holds the text itself, which may hold a password.
package struct HTTPURLError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found.
  package let found: String
  /// What to write instead.
  package let hint: String

  package var description: String { "\(found)\n  hint: \(hint)" }
}
