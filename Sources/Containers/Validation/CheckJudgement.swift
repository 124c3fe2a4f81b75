import Digest
import Foundation
import ReleaseModel

/// The verdict on a check, from its script's verdict, what ran, and what the package promises.
struct CheckJudgement: Sendable {
  /// Of the script's run.
  let verdict: Verdict
  let report: ScriptReport?
  let lines: Result<[ReportedCheck], ReportError>
  let expected: PackageRecipe.Expectation
  /// What the built compiler must say that it carries.
  let plugins: [String]

  var checks: [CheckResult] { (try? lines.get())?.map(\.result) ?? [] }

  var final: Verdict {
    switch verdict {
    case .unjudged: return verdict
    case .red: return fallenOut(mustSay: false) ?? verdict
    case .green:
      guard let report else { return verdict }
      switch lines {
      case .failure(let error): return .unjudged(because: error.found)
      case .success(let checks):
        return fallenOut(mustSay: !checks.isEmpty)
          ?? Containers.verdict(of: checks, report: report, expecting: expected)
      }
    }
  }

  /// Red when the compiler does not say of each promised plugin that it carries it: nothing else
  /// fails when a plugin is left out of a build.
  private func fallenOut(mustSay: Bool) -> Verdict? {
    guard !plugins.isEmpty, let report else { return nil }
    guard let said = report.plugins else {
      return mustSay
        ? .red(
          because: "plugin \(plugins[0]) is missing: the check did not list the plugins")
        : nil
    }
    guard let missing = plugins.first(where: { !said.contains($0) }) else { return nil }
    let list = said.isEmpty ? "none" : said.joined(separator: ", ")
    return .red(because: "plugin \(missing) is missing: the compiler has \(list)")
  }
}

/// What came of one step.
struct StepOutcome: Sendable {
  var verdict: Verdict
  /// What a build or a pack made; nil for a check, and where it is not green.
  var build: Build?
  /// Whether it was made before.
  var isReused = false
  /// Whether its script was started and judged.
  var hasRun = true
  var checks: [CheckResult] = []
  /// In MiB, where its container reached its own limit of memory and nothing else happened.
  var memoryLimit: Int?
  var milliseconds: Int64 = 0
  /// Its own log, and the part of it that evidence keeps.
  var log: (file: URL, text: String)?
}
