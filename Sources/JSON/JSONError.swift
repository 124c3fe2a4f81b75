/// Why a text is not JSON, and where.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what was expected, in one line.
  package let message: String
  /// Counted from 1; 0 when the whole input is refused before it is read.
  package let line: Int
  /// Counted from 1, in characters; 0 at the start of a line or when unknown.
  package let column: Int
  /// Counted from 0, in bytes.
  package let offset: Int

  package init(message: String, line: Int, column: Int, offset: Int) {
    self.message = message
    self.line = line
    self.column = column
    self.offset = offset
  }

  package var description: String { "\(line):\(column): \(message)" }
}
