/// One piece of a Python file, as far as reading literals needs to tell them apart.
///
/// <https://docs.python.org/3/reference/lexical_analysis.html>
struct PythonToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case name(String)
    case string(String)
    /// A string that is no plain text: formatted, of bytes, or with an escape that is not read.
    case unreadableString
    case number
    case symbol(Character)
    /// The end of a statement.
    case newline
  }

  let kind: Kind
  /// Counted from 1.
  let line: Int
  /// Counted from 0, in bytes.
  let column: Int
  /// How many brackets are open around it.
  let depth: Int
}
