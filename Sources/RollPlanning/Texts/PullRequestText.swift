import ReleaseModel
import SafeText
import VersionDiffs

/// What the texts of one green roll are made from.
package struct RollTexts: Sendable {
  package let report: RollReport
  /// The evidence that lets it land, one for each target, in the schedule's order.
  package let evidence: [Evidence]
  package let message: BumpMessage
  /// The pin set after the roll.
  package let pins: PinSet
  package let version: ReleaseVersion
  /// What each bump brings, in the report's order.
  package let differences: [BumpDifference]
  /// Sentences about the pull request itself.
  package let remarks: [String]

  package init(
    report: RollReport, evidence: [Evidence], message: BumpMessage, pins: PinSet,
    version: ReleaseVersion, differences: [BumpDifference], remarks: [String] = []
  ) {
    self.remarks = remarks
    self.report = report
    self.evidence = evidence
    self.message = message
    self.pins = pins
    self.version = version
    self.differences = differences
  }
}

extension RollTexts {
  /// What a reviewer reads to judge the roll in a minute. At most 60,000 characters, below GitHub's
  /// limit of 65,536 for a body.
  package func pullRequestBody(of commit: Revision) -> String {
    let sections = [
      moved, notes, holds, resting, validated, details, search, reproduction(of: commit), marker,
    ].compactMap(\.self)
    return PullRequestBody.whole(String(sections.joined(separator: "\n\n").prefix(60_000)))
  }

  private var moved: String {
    VersionDiff(bumps: differences).markdown(subjects: 30, limit: 30_000)
  }

  /// What is said of the pull request itself, such as that it is overdue.
  private var notes: String? {
    let asOf = message.asOf.map { "as of \($0): what landed upstream later was left out" }
    let all = [asOf].compactMap(\.self) + remarks
    return all.isEmpty ? nil : all.map { "> \($0)" }.joined(separator: "\n>\n")
  }

  private var holds: String? {
    guard !report.held.isEmpty else { return nil }
    let paragraphs = report.held.map { held in
      var lines = ["- \(held.headline(code: { UntrustedText($0).codeSpan() }))"]
      let blocker = held.blocker(
        code: { UntrustedText($0).codeSpan() }, text: { UntrustedText($0).codeSpan() })
      // A backslash at the end of a line is a line break.
      if let blocker { lines[0] += "\\\n  \(blocker)" }
      if let because = held.because {
        lines.append("\n" + indented(UntrustedText(because).codeBlock(lines: 5)))
      }
      return lines.joined(separator: "\n")
    }
    return "### Held back\n\n" + paragraphs.joined(separator: "\n")
  }

  /// Components that do not move for a reason that no validation gave.
  private var resting: String? {
    let lines = report.standings.compactMap { entry in
      entry.standing.rest { UntrustedText($0).codeSpan() }.map {
        "- `\(entry.component)` stays at \($0)"
      }
    }
    return lines.isEmpty ? nil : "### Resting\n\n" + lines.joined(separator: "\n")
  }

  private var validated: String {
    let rows = evidence.map { record in
      let passed = record.checks.count(where: \.passed)
      return "| `\(record.subject.target)` | ✅ \(passed) of \(record.checks.count) checks "
        + "| \(devices(of: record)) | \(record.milliseconds.milliseconds) "
        + "| \(BuildTally(record.builds).text ?? "–") "
        + "| `\(record.digest.hexadecimal.prefix(12))` |"
    }
    return "### Validated\n\n"
      + table(
        "| Target | Result | Compiled and run (inspected) for | Took | Packages | Evidence |", rows)
  }

  /// `llvm-cpu`, `vmvx` (`cuda`, `rocm`): in brackets what was compiled and looked into, not run.
  private func devices(of record: Evidence) -> String {
    var ran: [String] = []
    var inspected: [String] = []
    for check in record.checks where check.passed && !check.device.isEmpty {
      let isRun = check.action.contains("run")
      if isRun, !ran.contains(check.device) { ran.append(check.device) }
      if !isRun, check.action.contains("inspect"), !inspected.contains(check.device) {
        inspected.append(check.device)
      }
    }
    let outside = inspected.filter { !ran.contains($0) }
    let first = ran.map { UntrustedText($0).tableCell() }.joined(separator: ", ")
    guard !outside.isEmpty else { return first }
    return first + " (" + outside.map { UntrustedText($0).tableCell() }.joined(separator: ", ")
      + ")"
  }

  private var details: String {
    let blocks = evidence.map { record in
      let rows = record.checks.map { check in
        "| \(check.passed ? "✅" : "❌") | \(cell(check.program)) | \(cell(check.device)) "
          + "| \(cell(check.action)) | \(check.milliseconds.milliseconds) "
          + "| \(cell(check.detail)) |"
      }
      return "**`\(record.subject.target)`** in image \(cell(record.image))\n\n"
        + table("| | Program | Device | Action | Took | Measured |", rows)
    }
    return folded("Every check", blocks.joined(separator: "\n\n"))
  }

  private var search: String? {
    guard report.validations.count > evidence.count else { return nil }
    let rows = report.validations.map { validation in
      "| \(validation.labels.map { UntrustedText($0).tableCell() }.joined(separator: " + ")) "
        + "| `\(validation.target)` | \(validation.verdict.mark) "
        + "| \(validation.milliseconds.milliseconds) |"
    }
    return folded(
      "The search: \(report.validations.count) validations",
      table("| Pins | Target | Verdict | Took |", rows))
  }

  private func reproduction(of commit: Revision) -> String {
    """
    ### Reproduce

    From a clone of this repository:

        git fetch origin \(commit) && git checkout --detach FETCH_HEAD
        make build && .build/release/roller validate --schedule \(report.schedule)
    """
  }

  private var marker: String {
    "<!-- roller schedule=\(report.schedule) slot=\(message.slot) pin-set=\(pins.digest) -->"
  }

  private func cell(_ text: String) -> String {
    text.allSatisfy(\.isWhitespace) ? "–" : UntrustedText(text).tableCell()
  }
}

extension ReleaseModel.Verdict {
  /// The mark and the word, for tables.
  package var mark: String {
    switch self {
    case .green: "✅ green"
    case .red: "❌ red"
    case .unjudged: "⏸ unjudged"
    }
  }
}

private func table(_ header: String, _ rows: [String]) -> String {
  let columns = header.filter { $0 == "|" }.count - 1
  return ([header, "|" + String(repeating: " --- |", count: columns)] + rows)
    .joined(separator: "\n")
}

private func folded(_ title: String, _ content: String) -> String {
  "<details><summary>\(title)</summary>\n\n\(content)\n\n</details>"
}

private func indented(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    .joined(separator: "\n")
}
