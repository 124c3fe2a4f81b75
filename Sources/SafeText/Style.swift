/// How text is shown on a terminal, or in a file that stands in for one.
///
/// SGR codes: <https://www.ecma-international.org/publications-and-standards/standards/ecma-48/>.
package struct Style: Sendable, Hashable {
  package let isColored: Bool
  /// In columns; nil where lines may be as long as they like.
  package let width: Int?

  package init(isColored: Bool = false, width: Int? = nil) {
    self.isColored = isColored
    self.width = width
  }

  /// For a terminal, or for a file or pipe: those get no colours, and no terminal does whose person wants
  /// none (<https://no-color.org>).
  package init(isTerminal: Bool, width: Int?, environment: [String: String]) {
    self.init(
      isColored: isTerminal && environment["NO_COLOR", default: ""].isEmpty
        && environment["TERM"] != "dumb", width: width)
  }

  package func bold(_ text: String) -> String { tone(text, "1") }
  package func dim(_ text: String) -> String { tone(text, "2") }
  package func red(_ text: String) -> String { tone(text, "31") }
  package func green(_ text: String) -> String { tone(text, "32") }
  package func yellow(_ text: String) -> String { tone(text, "33") }
  package func cyan(_ text: String) -> String { tone(text, "36") }

  private func tone(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
