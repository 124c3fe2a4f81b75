import ReleaseModel
import RollPlanning
import Rolling
import SafeText

/// One validation for people: the verdict, every check, and where the files are.
package struct ValidationText {
  private let validation: Validation
  private let style: Style

  package init(_ validation: Validation, style: Style) {
    self.validation = validation
    self.style = style
  }

  package var text: String {
    let evidence = validation.evidence
    var lines = [headline(evidence)]
    lines += evidence.checks.map(line(for:))
    if evidence.verdict != .green, !evidence.log.isEmpty {
      lines.append(style.dim("  the end of the log:"))
      lines += UntrustedText.lines(evidence.log).trimmed.suffix(15).map { "  │ \($0.prefix(160))" }
    }
    lines += validation.files.sorted { $0.key < $1.key }.map { style.dim("  \($0.value.path)") }
    if let log = validation.log { lines.append(style.dim("  log: \(log.path)")) }
    return lines.joined(separator: "\n")
  }

  private func headline(_ evidence: Evidence) -> String {
    let took = evidence.milliseconds.milliseconds
    let name = style.bold("\(evidence.subject.target)")
    switch evidence.verdict {
    case .green:
      return "\(name): \(style.green("green")), \(evidence.checks.count) checks in \(took)"
    case .red(let because):
      return "\(name): \(style.red("red")) after \(took): \(UntrustedText(because).terminal())"
    case .unjudged(let because):
      return "\(name): \(style.yellow("not judged")) after \(took): "
        + UntrustedText(because).terminal(limit: 400)
    }
  }

  private func line(for check: CheckResult) -> String {
    let mark = check.passed ? style.green("✓") : style.red("✗")
    let what = [check.program, check.device, check.action].filter { !$0.isEmpty }
      .map { UntrustedText($0).terminal(limit: 40) }.joined(separator: " · ")
    return "  \(mark) \(what)  "
      + style.dim(
        "\(check.milliseconds.milliseconds)  \(UntrustedText(check.detail).terminal(limit: 100))")
  }
}

extension [String] {
  /// Without the empty lines at the end.
  var trimmed: [String] { Array(reversed().drop(while: \.isEmpty).reversed()) }
}
