import Containers
import JSON
import SafeText

/// What `roller doctor` found.
package struct DoctorText {
  private let style: Style

  package init(_ style: Style) {
    self.style = style
  }

  package func text(of findings: [Diagnosis]) -> String {
    findings.map(text).joined(separator: "\n")
  }

  private func text(of finding: Diagnosis) -> String {
    let mark =
      switch finding.state {
      case .good: style.green("✓")
      case .poor: style.yellow("!")
      case .bad: style.red("✗")
      }
    let remedy = finding.remedy.isEmpty ? "" : "\n    hint: \(finding.remedy)"
    return "\(mark) \(style.bold(finding.name)): \(finding.found)\(remedy)"
  }
}

extension Diagnosis {
  package var json: JSONValue {
    [
      "name": .string(name), "state": .string("\(state)"), "found": .string(found),
      "remedy": .string(remedy),
    ]
  }
}
