import ChangeChecks
import JSON
import ReleaseModel

/// What a check says on a terminal.
struct FindingsText {
  let style: Style

  /// Mistakes, warnings and notes, each once; empty when all is well.
  func text(_ findings: CheckFindings) -> String {
    let mistakes = findings.mistakes.map { "\(self.style.red("✗")) \($0)\n" }
    let warnings = findings.warnings.map { "\(self.style.yellow("!")) \($0)\n" }
    let notes = findings.notes.map { "\(self.style.dim("note:")) \(plain($0))\n" }
    return (mistakes + warnings + notes).joined()
  }

  /// Findings of several commits, under their names.
  func text(_ commits: [CommitFindings]) -> String {
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
  /// The exit code that the mistakes ask for; nil when there is none.
  var exitCode: Int32? { mistakes.isEmpty ? nil : Mistakes(mistakes).exitCode }

  /// The same as data, for `--json`.
  var json: JSONValue {
    [
      "mistakes": .array(mistakes.map(\.json)),
      "warnings": .array(warnings.map { .string("\($0)") }),
      "notes": .array(notes.map { .string($0) }),
    ]
  }
}
