import Foundation
import SafeText
import Terminal
import TestKit
import Testing

/// Expects a report to be what `Snapshots/NAME.txt` shows: 80 columns wide, plain and then in colour, with `␛`
/// for each escape.
///
/// With `ROLLER_SNAPSHOTS=write` the file is written instead.
func expectSnapshot(
  _ name: String, at place: SourceLocation = #_sourceLocation, _ report: (Style) -> String
) throws {
  let texts = [false, true].map { isColored in
    let style = Style(isColored: isColored, width: 80)
    return style.fitting(report(style)).replacing("\u{1B}", with: "␛")
  }
  let found = texts[0] + "\n\n---- in colour ----\n\n" + texts[1] + "\n"
  let file = OwnRepository.tests.appending(path: "TerminalTests/Snapshots/\(name).txt")
  if ProcessInfo.processInfo.environment["ROLLER_SNAPSHOTS"] == "write" {
    return try Data(found.utf8).write(to: file)
  }
  let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  guard found != expected else { return }
  Issue.record(
    """
    \(name) is not what Tests/TerminalTests/Snapshots/\(name).txt shows:
    \(difference(from: expected, to: found))
      hint: if the new text is right, write it with ROLLER_SNAPSHOTS=write swift test --filter TerminalTests,
      and read it in git diff
    """, sourceLocation: place)
}

/// The lines that differ, marked as `diff` marks them.
private func difference(from old: String, to new: String) -> String {
  let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
  return lines(new).difference(from: lines(old)).map { change in
    switch change {
    case .remove(let line, let text, _): "  \(line + 1) - \(text)"
    case .insert(let line, let text, _): "  \(line + 1) + \(text)"
    }
  }.joined(separator: "\n")
}
