import ReleaseModel

/// The verdict on one script's run: how its container ended, against what it wrote.
///
/// Green and red need both the exit code and the report to say so; everything else is unjudged,
/// because it tells of this machine or the recipe, not of the pins.
package struct Judgement: Sendable {
  package let end: ContainerEnd
  package let report: Result<ScriptReport, ReportError>
  package let limits: ContainerLimits
  /// The first error in the log of this run.
  package let firstError: String?
  /// Whether the log says that a disk was full.
  package let sawFullDisk: Bool

  package var verdict: Verdict {
    guard case .exited(let code) = end else {
      return .unjudged(because: withFirstError(end.trouble(limits: limits) ?? "no end"))
    }
    switch (code, report) {
    case (0, .success(let report)) where report.verdict == .green: return .green
    case (1, .success(let report)) where report.verdict == .red: return red(report)
    case (75, .success(let report)) where !report.reason.isEmpty:
      return .unjudged(because: report.reason)
    case (0, .success(let report)), (1, .success(let report)):
      return .unjudged(because: "exit code \(code), but result.json says \(report.verdict)")
    case (75, _): return .unjudged(because: withFirstError("it could not judge"))
    case (0, .failure(let error)), (1, .failure(let error)):
      return .unjudged(because: withFirstError("exit code \(code), but \(error.found)"))
    case (_, _): return .unjudged(because: withFirstError("ended with exit code \(code)"))
    }
  }

  private func red(_ report: ScriptReport) -> Verdict {
    if sawFullDisk || saysDiskFull(report.reason) {
      return .unjudged(because: withFirstError("no space left on a disk of the container"))
    }
    let reason = report.reason.isEmpty ? firstError ?? "no reason given" : report.reason
    return .red(because: String(reason.prefix(500)))
  }

  private func withFirstError(_ text: String) -> String {
    firstError.map { "\(text); first error: \($0.prefix(300))" } ?? text
  }
}

/// The verdict on the checks themselves: each one that was expected ran, and held.
///
/// The list comes from the recipe, never from what happened to run.
package func verdict(
  of checks: [ReportedCheck], report: ScriptReport,
  expecting expectation: PackageRecipe.Expectation
) -> Verdict {
  guard !checks.isEmpty else { return .red(because: "no check ran") }
  let names = Set(checks.map(\.name))
  let missing = expectation.checks.filter { !names.contains($0) }
  if let first = missing.first {
    return .red(
      because: "\(missing.count) of \(expectation.checks.count) checks did not run, first: \(first)"
    )
  }
  let required = checks.filter { !expectation.optional.contains($0.name) }
  if let first = required.first(where: { $0.outcome == .red }) {
    return .red(because: "\(first.name): \(first.result.detail)")
  }
  if let first = required.first(where: { $0.outcome == .unjudged }) {
    return .unjudged(because: "\(first.name): \(first.result.detail)")
  }
  guard let expected = report.expected, let executed = report.executed, expected > 0,
    executed >= expected
  else { return .red(because: "the script reports fewer checks than required") }
  return .green
}
