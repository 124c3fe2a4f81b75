import ReleaseModel
import SafeText

/// The pull request of pins that a person moved.
package struct PinPullRequest: Sendable {
  private let outcome: PinOutcome
  private let downgrade: Reason?
  private let evidence: [Evidence]
  /// The version diff, as Markdown; empty when it could not be gathered.
  private let difference: String

  package init(
    _ outcome: PinOutcome, downgrade: Reason?, evidence: [Evidence], difference: String
  ) {
    self.outcome = outcome
    self.downgrade = downgrade
    self.evidence = evidence
    self.difference = difference
  }

  /// What a reviewer reads to judge the pins in a minute. At most 60,000 characters, below GitHub's
  /// limit of 65,536 for a body.
  package func body(of commit: Revision) -> String {
    let sections = [
      moves, reason, decisions, difference.isEmpty ? nil : difference, validated,
      reproduction(of: commit),
    ]
    return String(sections.compactMap(\.self).joined(separator: "\n\n").prefix(60_000))
  }

  private var moves: String? {
    guard !outcome.moves.isEmpty else { return nil }
    let rows = outcome.moves.map { move in
      let why = move.cause.leader.map { "along with `\($0)`" } ?? "asked for"
      return "| `\(move.bump.component)` | \(cell(move.bump.from)) | **\(cell(move.bump.to))** "
        + "| \(directionText(move.direction)) | \(why) |"
    }
    return (["| Component | From | To | | Why |", "| --- | --- | --- | --- | --- |"] + rows)
      .joined(separator: "\n")
  }

  private var reason: String? {
    guard outcome.goesBack, let downgrade else { return nil }
    return "**Goes back**, because: " + UntrustedText("\(downgrade)").codeSpan(limit: 300)
  }

  private var decisions: String? {
    let lines = outcome.notes.map { note in
      switch note {
      case .hold(let name, let why): "- `\(name)` is held: \(code(why))"
      case .unhold(let name): "- `\(name)` is no longer held"
      case .deny(let name, let revision, let why):
        "- `\(name)` never goes to `\(revision)`: \(code(why))"
      case .allow(let name, let revision): "- `\(name)` may go to `\(revision)` again"
      }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private var validated: String {
    guard !evidence.isEmpty else {
      return
        "### Not validated\n\nThese pins have not been built yet; `roller pin --validate` builds them."
    }
    let rows = evidence.map { record in
      let passed = record.checks.count(where: \.passed)
      return "| `\(record.subject.target)` | ✅ \(passed) of \(record.checks.count) checks "
        + "| `\(record.digest.hexadecimal.prefix(12))` |"
    }
    return "### Validated\n\n"
      + (["| Target | Result | Evidence |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
  }

  private func reproduction(of commit: Revision) -> String {
    """
    ### Reproduce

    From a clone of this repository:

        git fetch origin \(commit) && git checkout --detach FETCH_HEAD
        make build && .build/release/roller validate
    """
  }

  private func cell(_ pin: Pin) -> String { UntrustedText(pin.label).tableCell() }

  private func code(_ why: Reason) -> String { UntrustedText("\(why)").codeSpan(limit: 300) }

  private func directionText(_ direction: PinDirection) -> String {
    switch direction {
    case .forward(let commits?): "\(commits) commit\(commits == 1 ? "" : "s") forward"
    case .forward(nil): "forward"
    case .back(let commits?): "⚠ \(commits) commit\(commits == 1 ? "" : "s") back"
    case .back(nil): "⚠ back"
    case .aside: "⚠ aside"
    }
  }
}
