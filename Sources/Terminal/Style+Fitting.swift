import SafeText

extension Style {
  /// `text` with the lines that are longer than the width broken at spaces, continued below the column in
  /// which they began, and coloured as they were. A line that holds a command to copy stays whole.
  package func fitting(_ text: String) -> String {
    guard let width else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Line(String($0)).broken(at: width) }.joined(separator: "\n")
  }
}

/// One line of a report: words, escapes, spaces.
private struct Line {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  func broken(at width: Int) -> String {
    guard columns(text) > width, !isCommand else { return text }
    let margin = min(margin, width / 2)
    var lines: [String] = []
    let words = words
    var line = words[0]
    var tone = self.tone(after: words[0], "")
    for word in words.dropFirst() {
      let longer = "\(line) \(word)"
      if !word.isEmpty, columns(longer) > width, columns(line) > margin {
        lines.append(trimmed(line) + (tone.isEmpty ? "" : "\u{1B}[0m"))
        line = String(repeating: " ", count: margin) + tone + word
      } else {
        line = longer
      }
      tone = self.tone(after: word, tone)
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// What no line is broken within: words, and numbers with their units.
  private var words: [String] {
    var words: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let last = words.last ?? ""
      let isUnit =
        last.last?.isNumber == true
        && word.prefixMatch(of: #/(ms|s|min|h|days?|B|[kMG]i?B)\b/#) != nil
      if isUnit || (last.contains(#/\d (min|h)$/#) && word.first?.isNumber == true) {
        words[words.count - 1] += " " + word
      } else {
        words.append(String(word))
      }
    }
    return words
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  private var isCommand: Bool {
    ["reproduce: ", "git fetch ", "git push ", "│ "].contains { plain.contains($0) }
  }

  /// Where the last column of a table begins; two further in than the line where it is not a table.
  private var margin: Int {
    let indent = plain.prefix { $0 == " " }.count
    let head = plain.prefix(40)
    guard let gap = head.dropFirst(indent).matches(of: #/\s\s+/#).last else { return indent + 2 }
    return plain.distance(from: plain.startIndex, to: gap.range.upperBound)
  }

  private var plain: String { unescaped(text) }

  private func columns(_ text: String) -> Int { terminalColumns(of: unescaped(text)) }

  private func unescaped(_ text: String) -> String {
    text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
  }

  /// The escape that still works after `word`.
  private func tone(after word: String, _ before: String) -> String {
    guard let last = word.matches(of: #/\u{1B}\[[0-9;]*m/#).last else { return before }
    return last.output == "\u{1B}[0m" ? "" : String(last.output)
  }
}
