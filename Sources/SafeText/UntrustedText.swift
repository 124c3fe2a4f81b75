/// Text that came from upstream, which must not act on whoever shows it.
///
/// There is one encoder for each place it can go to, and no other way to get it out.
package struct UntrustedText: Sendable, Hashable {
  private let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// One line for a terminal: controls, escapes and bidirectional overrides are shown, not obeyed.
  package func terminal(limit: Int = 200) -> String {
    line(limit: limit)
  }

  /// The lines of `text` for a terminal, line breaks kept.
  package static func lines(_ text: String) -> [String] {
    UntrustedText(text).visible(keepsLineBreaks: true).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// A code span, in which GitHub neither links, mentions nor closes anything; the fence is longer
  /// than any run of back-ticks within (<https://spec.commonmark.org/0.31.2/#code-spans>).
  package func codeSpan(limit: Int = 200) -> String {
    let line = line(limit: limit)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
    let padding = line.hasPrefix("`") || line.hasSuffix("`") || line.isEmpty ? " " : ""
    return fence + padding + line + padding + fence
  }

  /// A code span for a cell of a table, where a bar would end the cell even in code
  /// (<https://github.github.com/gfm/#tables-extension->).
  package func tableCell(limit: Int = 120) -> String {
    UntrustedText(line(limit: limit).replacing("|", with: "¦")).codeSpan(limit: limit)
  }

  /// A fenced block of at most `lines` lines (<https://spec.commonmark.org/0.31.2/#fenced-code-blocks>).
  package func codeBlock(lines: Int = 20) -> String {
    let shown = visible(keepsLineBreaks: true).split(
      separator: "\n", omittingEmptySubsequences: false
    ).prefix(lines).map { $0.prefix(300) }.joined(separator: "\n")
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: shown) + 1))
    return "\(fence)text\n\(shown)\n\(fence)"
  }

  /// One line for HTML, as the content of an element or of a quoted attribute
  /// (<https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html>).
  ///
  /// Never for a URL, a script or a style: no escaping makes a stranger's text safe there.
  package func html(limit: Int = 400) -> String {
    var escaped = ""
    for character in line(limit: limit) {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// One visible line of at most `limit` characters; a megabyte costs no more than what is shown.
  private func line(limit: Int) -> String {
    let most = 8 * limit
    let head = UntrustedText(String(text.unicodeScalars.prefix(most)))
      .visible(keepsLineBreaks: false)
    let isWhole = text.unicodeScalars.dropFirst(most).isEmpty
    return isWhole && head.count <= limit ? head : String(head.prefix(limit - 1)) + "…"
  }

  private func visible(keepsLineBreaks: Bool) -> String {
    var shown = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      marks = scalar.isMark ? marks + 1 : 0
      if scalar == "\n", keepsLineBreaks {
        shown.append("\n")
      } else if scalar == "\t" || scalar == "\n" {
        shown.append(" ")
      } else if scalar.isDeceptive || marks > mostMarks {
        shown.append(contentsOf: scalar.spelledOut)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }
}

/// On one character; real scripts stack fewer, and a tower of them hides the lines around.
private let mostMarks = 4

private func longestRun(of character: Character, in text: String) -> Int {
  var longest = 0
  var run = 0
  for each in text {
    run = each == character ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
