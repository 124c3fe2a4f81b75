/// Where in a file something stands.
package struct Place: Sendable, Hashable, CustomStringConvertible {
  /// Counted from 1.
  package let line: Int?
  /// Counted from 1, in characters.
  package let column: Int?
  /// A JSON pointer (RFC 6901), escaped for terminals.
  package let pointer: String?

  package init(line: Int? = nil, column: Int? = nil, pointer: String? = nil) {
    self.line = line
    self.column = column
    self.pointer = pointer
  }

  /// The file as a whole.
  package static let file = Place()

  /// What follows a file's name in a message: `:3:5: /pins/iree`, or nothing.
  package var description: String {
    let position = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    guard let pointer, !pointer.isEmpty else { return position }
    return position + ": " + pointer
  }
}
