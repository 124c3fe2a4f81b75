import JSON
import SafeText
import Testing
import VersionDiffs

@Suite("Upstream's words are inert in every rendering", .timeLimit(.minutes(20)))
struct InertTests {
  @Test("on a terminal nothing moves the cursor, hides or reorders", arguments: Samples.hostile)
  func terminal(text: String) {
    let shown = Samples.poisoned(text).terminal(Style(width: 100))
    for scalar in shown.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && scalar.value != 0x7F)
      #expect(scalar.properties.generalCategory != .format)
    }
    #expect(shown.utf8.count < 20_000)
  }

  @Test("in Markdown every word of theirs is code", arguments: Samples.hostile)
  func markdown(text: String) {
    let shown = withoutCode(Samples.poisoned(text).markdown())
    for word in ["@", "Fixes", "closes", "GH-", "evil", "skip", "<script", "<!--", "![", "alert"] {
      #expect(!shown.contains(word), "\(word) in \(shown)")
    }
    #expect(shown.components(separatedBy: "<details>").count == 3)
    #expect(shown.components(separatedBy: "</details>").count == 3)
  }

  @Test(
    "in HTML nothing of theirs is an element, an attribute or a link", arguments: Samples.hostile)
  func html(text: String) {
    let page = Samples.poisoned(text).html(title: text)
    let bare = Samples.poisoned("x").html(title: "x")
    #expect(tags(in: page) == tags(in: bare))
  }

  @Test("as data it is what upstream wrote", arguments: Samples.hostile)
  func json(text: String) throws {
    let printed = Samples.poisoned(text).json.text(.indented)
    let parsed = try JSONValue(parsing: printed)
    #expect(parsed["names"]?["from"]?.string == text)
  }

  /// What GitHub would read as Markdown: fenced blocks and code spans are taken out as CommonMark
  /// finds them (<https://spec.commonmark.org/0.31.2/#code-spans>).
  private func withoutCode(_ markdown: String) -> String {
    var lines: [Substring] = []
    var fence: String?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = fence {
        if line == open { fence = nil }
      } else if line.hasPrefix("```") {
        fence = String(line.prefix { $0 == "`" })
      } else {
        lines.append(line)
      }
    }
    return lines.map { withoutSpans(String($0)) }.joined(separator: "\n")
  }

  private func withoutSpans(_ line: String) -> String {
    var shown = ""
    var rest = line[...]
    while let start = rest.firstIndex(of: "`") {
      shown += rest[..<start]
      let fence = rest[start...].prefix { $0 == "`" }
      var place = fence.endIndex
      var end: Substring.Index?
      while let next = rest[place...].firstIndex(of: "`") {
        let run = rest[next...].prefix { $0 == "`" }
        if run.count == fence.count {
          end = run.endIndex
          break
        }
        place = run.endIndex
      }
      rest = end.map { rest[$0...] } ?? rest[fence.endIndex...]
    }
    return shown + rest
  }

  /// Every tag with its attributes, in order.
  private func tags(in html: String) -> [String] {
    html.split(separator: "<").dropFirst().map { String($0.prefix { $0 != ">" }) }
  }
}
