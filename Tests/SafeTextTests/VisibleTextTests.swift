import SafeText
import Testing

@Suite("Words that we quote", .timeLimit(.minutes(20)))
struct VisibleTextTests {
  @Test(
    "colours go, deceptions show",
    arguments: [
      ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}[2J", "\\u{1b}[2J"),
      ("\u{1B}]8;;http://x\u{7}", "\\u{1b}]8;;http://x\\u{7}"),
      ("a\u{202E}b", "a\\u{202e}b"), ("z\u{200B}w", "z\\u{200b}w"), ("tab\tü", "tab\tü"),
      ("nul\u{0}", "nul\\u{0}"), ("tag\u{E0041}", "tag\\u{e0041}"), ("a\nb", "a\\u{a}b"),
      ("filler\u{3164}", "filler\\u{3164}"), ("private\u{E000}", "private\\u{e000}"),
    ])
  func deceptions(raw: String, shown: String) {
    #expect(visibleText(raw) == shown)
  }

  @Test("line breaks stay when asked for")
  func lineBreaks() {
    let shown = visibleText("a\u{1B}[2J\u{202E}b\r\n", keepingLineBreaks: true)
    #expect(shown == "a\\u{1b}[2J\\u{202e}b\\u{d}\n")
  }

  @Test("long text is cut, and says so")
  func limit() {
    #expect(visibleText(String(repeating: "x", count: 999), limit: 500).count == 501)
    #expect(visibleText("xyz", limit: 3) == "xyz")
  }
}
