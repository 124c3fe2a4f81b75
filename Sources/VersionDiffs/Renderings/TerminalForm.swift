/// How a text is shown on a terminal, or in a file that stands in for one.
package struct TerminalForm: Sendable, Hashable {
  package let isColored: Bool
  /// In columns; nil where lines may be as long as they like.
  package let width: Int?
  /// How many subjects of a bump are shown; the middle goes first.
  package let subjects: Int

  package init(isColored: Bool = false, width: Int? = nil, subjects: Int = 20) {
    self.isColored = isColored
    self.width = width
    self.subjects = subjects
  }

  /// SGR codes: <https://www.ecma-international.org/publications-and-standards/standards/ecma-48/>.
  enum Tone: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
  }

  /// `text`, which must be safe to print, as the head of what follows.
  package func title(_ text: String) -> String { tone(text, .bold) }

  func tone(_ text: String, _ tone: Tone) -> String {
    isColored ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}
