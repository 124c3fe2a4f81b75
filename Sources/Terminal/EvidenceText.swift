import JSON
import ReleaseModel
import SafeText

/// Recorded evidence, for people.
package struct EvidenceText: Sendable {
  private let style: Style
  /// How many of the newest records are listed.
  private let limit = 20

  package init(_ style: Style) {
    self.style = style
  }

  package func text(of recorded: RecordedEvidence) -> String {
    let parts = [
      recorded.count, newest(recorded), struck(recorded), unreadable(recorded),
    ]
    return parts.compactMap(\.self).joined(separator: "\n\n")
  }

  /// What was struck, after striking it.
  package func text(of struck: [StruckEvidence]) -> String {
    let lines = struck.map(line)
    return style.bold("Struck; no later roll relies on it:") + "\n"
      + lines.joined(separator: "\n")
  }

  private func newest(_ recorded: RecordedEvidence) -> String? {
    guard !recorded.records.isEmpty else { return nil }
    let sorted = recorded.records.sorted { ($0.when, $0.path) > ($1.when, $1.path) }
    let more = sorted.count - limit
    let rest = more > 0 ? ["  and \(more) older; --json lists all"] : []
    return style.bold("Evidence, newest first") + "\n"
      + (sorted.prefix(limit).map(line) + rest).joined(separator: "\n")
  }

  private func struck(_ recorded: RecordedEvidence) -> String? {
    guard !recorded.struck.isEmpty else { return nil }
    return style.bold("Struck") + "\n" + recorded.struck.map(line).joined(separator: "\n")
  }

  private func unreadable(_ recorded: RecordedEvidence) -> String? {
    guard !recorded.unreadable.isEmpty else { return nil }
    let lines = recorded.unreadable.map { file in
      "  \(safe(file.path)): \(safe(file.found))\n      hint: \(safe(file.hint))"
    }
    return style.yellow("Files that cannot be read") + "\n" + lines.joined(separator: "\n")
  }

  private func line(_ record: Evidence) -> String {
    "  \(short(record.digest.hexadecimal))  pin set \(short(record.subject.pinSet.hexadecimal))"
      + "  \(record.subject.target)  \(record.when.minute)  \(verdict(record))"
  }

  private func line(_ struck: StruckEvidence) -> String {
    line(struck.evidence) + "\n      by \(safe(struck.who)) on \(struck.when.day): "
      + safe("\(struck.why)")
  }

  private func verdict(_ record: Evidence) -> String {
    switch record.verdict {
    case .green: style.green("green")
    case .red(let because): style.red("red") + "\n      \(safe(because))"
    case .unjudged(let because): "unjudged\n      \(safe(because))"
    }
  }

  private func short(_ digits: String) -> Substring { digits.prefix(12) }

  private func safe(_ text: String) -> String { UntrustedText(text).terminal() }
}

extension RecordedEvidence {
  /// How much there is, in one line.
  fileprivate var count: String {
    let taken = struck.count == 1 ? "; 1 was struck" : "; \(struck.count) were struck"
    return verdictCount(records) + (struck.isEmpty ? "" : taken)
  }

  /// The same as data.
  package var json: JSONValue {
    let greens = records.count { $0.verdict == .green }
    return [
      "green": .integer(Int64(greens)), "red": .integer(Int64(records.count - greens)),
      "records": .array(records.map { ["digest": .string("\($0.digest)"), "record": $0.json] }),
      "struck": .array(struck.map(\.json)),
      "unreadable": .array(
        unreadable.map { file in
          [
            "ref": .string(file.ref), "path": .string(file.path), "found": .string(file.found),
            "remedy": .string(file.hint),
          ]
        }),
    ]
  }
}

/// How many verdicts are recorded, and which.
func verdictCount(_ records: [Evidence]) -> String {
  let greens = records.count { $0.verdict == .green }
  let verdicts = records.count == 1 ? "1 verdict is" : "\(records.count) verdicts are"
  return "\(verdicts) recorded: \(greens) green, \(records.count - greens) red"
}
