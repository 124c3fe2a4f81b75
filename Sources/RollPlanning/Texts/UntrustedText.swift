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
    let visible = visible(keepsLineBreaks: false)
    return visible.count <= limit ? visible : String(visible.prefix(limit - 1)) + "…"
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
    let line = terminal(limit: limit)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
    let padding = line.hasPrefix("`") || line.hasSuffix("`") || line.isEmpty ? " " : ""
    return fence + padding + line + padding + fence
  }

  /// A code span for a cell of a table, where a bar would end the cell even in code
  /// (<https://github.github.com/gfm/#tables-extension->).
  package func tableCell(limit: Int = 120) -> String {
    UntrustedText(terminal(limit: limit).replacing("|", with: "¦")).codeSpan(limit: limit)
  }

  /// A fenced block of at most `lines` lines (<https://spec.commonmark.org/0.31.2/#fenced-code-blocks>).
  package func codeBlock(lines: Int = 20) -> String {
    let shown = visible(keepsLineBreaks: true).split(
      separator: "\n", omittingEmptySubsequences: false
    ).prefix(lines).map { $0.prefix(300) }.joined(separator: "\n")
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: shown) + 1))
    return "\(fence)text\n\(shown)\n\(fence)"
  }

  private func visible(keepsLineBreaks: Bool) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n", keepsLineBreaks {
        shown += "\n"
      } else if scalar == "\t" || scalar == "\n" {
        shown += " "
      } else if isActive(scalar) {
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// Controls, and format characters that reorder or hide text (Unicode TR 36, section 3).
  private func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }
}

private func longestRun(of character: Character, in text: String) -> Int {
  var longest = 0
  var run = 0
  for each in text {
    run = each == character ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
