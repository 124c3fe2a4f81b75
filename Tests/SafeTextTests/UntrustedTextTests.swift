import SafeText
import Testing

@Suite("Upstream's text is inert", .timeLimit(.minutes(20)))
struct UntrustedTextTests {
  static let hostile = [
    "@openxla/team please look", "Fixes #1", "closes o/r#12", "GH-7",
    "https://example.invalid/issues/1",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef", "[skip ci]", "</details><script>alert(1)</script>",
    "<!-- marker -->", "![beacon](https://example.invalid/x.png)", "``` end of fence", "` one tick",
    "a | b | c", "\u{1B}]8;;https://example.invalid\u{7}link\u{1B}]8;;\u{7}",
    "\u{1B}[2J\u{1B}[31mred",
    "safe\u{202E}txt.exe", "zero\u{200B}width", "line\r\nbreak", "nul\u{0}byte", "",
  ]

  @Test("in a terminal no control, escape or override survives", arguments: hostile)
  func terminal(text: String) {
    let shown = UntrustedText(text).terminal()
    for scalar in shown.unicodeScalars {
      #expect(scalar.value >= 0x20 && scalar.value != 0x7F)
      #expect(scalar.properties.generalCategory != .format)
    }
  }

  @Test("in Markdown it is one code span that nothing within can end", arguments: hostile)
  func codeSpan(text: String) {
    let span = UntrustedText(text).codeSpan()
    let fence = span.prefix { $0 == "`" }
    let inner = span.dropFirst(fence.count).dropLast(fence.count)
    #expect(span.hasSuffix(fence))
    #expect(!inner.contains(fence) || fence.isEmpty)
    #expect(!inner.isEmpty && !span.contains("\n"))
  }

  @Test("in a table it never ends a cell", arguments: hostile)
  func tableCell(text: String) {
    #expect(!UntrustedText(text).tableCell().contains("|"))
  }

  @Test("a fenced block outlives every fence within", arguments: hostile)
  func codeBlock(text: String) {
    let lines = UntrustedText(text).codeBlock().split(
      separator: "\n", omittingEmptySubsequences: false)
    let fence = lines[0].prefix { $0 == "`" }
    #expect(lines.last == fence)
    #expect(lines.dropFirst().dropLast().allSatisfy { !$0.hasPrefix(fence) })
  }

  @Test("long text is cut, and says so")
  func cut() {
    let shown = UntrustedText(String(repeating: "x", count: 1_000_000)).terminal(limit: 50)
    #expect(shown.count == 50)
    #expect(shown.hasSuffix("…"))
  }

  @Test("in HTML it neither opens an element nor ends an attribute", arguments: hostile)
  func html(text: String) {
    let shown = UntrustedText(text).html()
    #expect(!shown.contains { "<>\"'".contains($0) })
    for scalar in shown.unicodeScalars {
      #expect(scalar.value >= 0x20 && scalar.properties.generalCategory != .format)
    }
  }

  @Test("an ampersand in HTML is the character, not the start of another")
  func ampersand() {
    #expect(UntrustedText("a&lt;b & c").html() == "a&amp;lt;b &amp; c")
  }

  @Test("a tower of accents is cut, though it is one character")
  func accents() {
    let tower = "a" + String(repeating: "\u{301}", count: 100_000)
    let shown = UntrustedText(tower).terminal(limit: 50)
    #expect(shown.count <= 50)
    #expect(shown.unicodeScalars.count <= 60)
    #expect(UntrustedText("e\u{301}").terminal() == "e\u{301}")
  }
}
