import SafeText
import Terminal
import Testing

@Suite("Colours and widths", .timeLimit(.minutes(5)))
struct StyleTests {
  @Test("colours go to terminals of people who want them, and nowhere else")
  func colours() {
    let wants: [String: String] = ["TERM": "xterm"]
    #expect(Style(isTerminal: true, width: 80, environment: wants).isColored)
    #expect(Style(isTerminal: true, width: 80, environment: ["NO_COLOR": ""]).isColored)
    #expect(!Style(isTerminal: false, width: nil, environment: wants).isColored)
    #expect(!Style(isTerminal: true, width: 80, environment: ["NO_COLOR": "1"]).isColored)
    #expect(!Style(isTerminal: true, width: 80, environment: ["TERM": "dumb"]).isColored)
    #expect(Style().red("x") == "x")
  }

  @Test("long lines break at spaces, below their column, and keep their colour")
  func fitting() {
    let style = Style(isColored: true, width: 20)
    #expect(style.fitting("a line that is too long for it") == "a line that is too\n  long for it")
    #expect(style.fitting("  name  is too long a text") == "  name  is too long\n        a text")
    #expect(
      style.fitting(style.red("one two three four five six"))
        == "\u{1B}[31mone two three four\u{1B}[0m\n  \u{1B}[31mfive six\u{1B}[0m")
    #expect(
      style.fitting("https://example.org/a/long/address") == "https://example.org/a/long/address")
    #expect(
      style.fitting("reproduce: roller validate --pin a=1")
        == "reproduce: roller validate --pin a=1")
    #expect(Style().fitting(String(repeating: "a ", count: 90)).count == 180)
  }
}
