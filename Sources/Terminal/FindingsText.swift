import ChangeChecks
import Desk
import JSON
import ReleaseModel
import SafeText

/// What a check says on a terminal.
package struct FindingsText {
  let style: Style

  package init(_ style: Style) {
    self.style = style
  }

  /// What a hook tells its person; empty when that is nothing.
  package func text(_ end: HookEnd, of hook: GitHook) -> String {
    switch end {
    case .silent: return ""
    case .moved(let pins): return line(pins) + "\n"
    case .found(let result, let refusal):
      let count = result.all.mistakes.count
      return text(result)
        + (count == 0 ? "" : "\(hook.rawValue): \(Self.mistakes(count)): \(refusal)\n")
    }
  }

  /// Findings, and in how many words they come to.
  package func report(_ result: CheckReport) -> String {
    let count = result.all.mistakes.count
    return text(result)
      + (count == 0 ? "all is well: " : "\(Self.mistakes(count)) in ") + result.told
  }

  private static func mistakes(_ count: Int) -> String {
    "\(count) mistake\(count == 1 ? "" : "s")"
  }

  private func text(_ result: CheckReport) -> String { text(result.files) + text(result.commits) }

  private func line(_ moved: MovedPins) -> String {
    let shown = moved.bumps.prefix(3).map { "\($0.component) \(ends(of: $0))" }
    let rest = moved.bumps.count > 3 ? " and \(moved.bumps.count - 3) more" : ""
    return "pins moved: " + shown.joined(separator: ", ") + rest
      + " (roller diff \(moved.old) \(moved.new))"
  }

  /// By what people call them, unless that stayed the same.
  private func ends(of bump: Bump) -> String {
    guard bump.from.plainLabel == bump.to.plainLabel, case .git(let from) = bump.from,
      case .git(let to) = bump.to
    else { return "\(bump.from.plainLabel) -> \(bump.to.plainLabel)" }
    return "\(from.revision.abbreviated) -> \(to.revision.abbreviated)"
  }

  /// Mistakes, warnings and notes, each once; empty when all is well.
  private func text(_ findings: CheckFindings) -> String {
    let mistakes = findings.mistakes.map { "\(self.style.red("✗")) \($0)\n" }
    let warnings = findings.warnings.map { "\(self.style.yellow("!")) \($0)\n" }
    let notes = findings.notes.map { "\(self.style.dim("note:")) \(plain($0))\n" }
    return (mistakes + warnings + notes).joined()
  }

  /// Findings of several commits, under their names.
  private func text(_ commits: [CommitFindings]) -> String {
    var said: Set<String> = []
    return commits.filter { $0.findings != CheckFindings() }.map { found in
      var findings = found.findings
      // A warning about an old key would come back with every commit.
      findings.warnings = findings.warnings.filter { said.insert("\($0)").inserted }
      findings.notes = findings.notes.filter { said.insert($0).inserted }
      let text = text(findings)
      return text.isEmpty ? "" : heading(found.commit.id.hexadecimal, found.commit.subject) + text
    }.joined()
  }

  private func heading(_ id: String, _ subject: String) -> String {
    style.bold(String(id.prefix(10))) + " " + plain(subject) + "\n"
  }
}

extension CheckFindings {
  /// The same as data, for `--json`.
  fileprivate var json: JSONValue {
    [
      "mistakes": .array(mistakes.map(\.json)),
      "warnings": .array(warnings.map { .string("\($0)") }),
      "notes": .array(notes.map { .string($0) }),
    ]
  }
}

extension CheckReport {
  /// For `--json`.
  package var json: JSONValue {
    let found = commits.map { found -> JSONValue in
      ["commit": .string(found.commit.id.hexadecimal), "findings": found.findings.json]
    }
    return [
      "commits": .array(found), "staged": files.json,
      "exit-code": .integer(Int64(all.exitCode ?? 0)),
    ]
  }
}
