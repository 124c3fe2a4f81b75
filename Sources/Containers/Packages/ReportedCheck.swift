import JSON
import ReleaseModel
import SafeText

/// One check as a recipe's script reported it.
package struct ReportedCheck: Sendable, Hashable {
  /// `program/device/via`, or one word for a check of the package itself.
  package let name: String
  package let outcome: ScriptReport.Word
  package let result: CheckResult

  /// A line of `checks.jsonl`; nil when it is not one.
  package init?(line: String) {
    guard let json = try? JSONValue(parsing: line, limits: JSONLimits(size: 64 << 10)),
      let program = json["program"]?.string,
      let device = json["device"]?.string, let action = json["action"]?.string,
      let via = json["via"]?.string,
      let outcome = json["outcome"]?.string.flatMap(ScriptReport.Word.init(rawValue:)),
      let milliseconds = milliseconds(json["seconds"])
    else { return nil }
    name = visibleText(device.isEmpty ? program : "\(program)/\(device)/\(via)", limit: 200)
    self.outcome = outcome
    result = CheckResult(
      program: visibleText(program, limit: 100),
      device: device.isEmpty ? "package" : visibleText(device, limit: 100),
      action: visibleText("\(action) via \(via)", limit: 100), passed: outcome == .green,
      detail: visibleText(json["detail"]?.string ?? "", limit: 300), milliseconds: milliseconds)
  }

  /// A step of a build, such as `auditwheel`; nil when it is not one.
  init?(step json: JSONValue) {
    guard let name = json["name"]?.string,
      let outcome = json["outcome"]?.string.flatMap(ScriptReport.Word.init(rawValue:))
    else { return nil }
    self.name = visibleText(name, limit: 200)
    self.outcome = outcome
    result = CheckResult(
      program: visibleText(name, limit: 100), device: "package", action: "build",
      passed: outcome == .green, detail: visibleText(json["detail"]?.string ?? "", limit: 300),
      milliseconds: milliseconds(json["seconds"]) ?? 0)
  }
}

/// Seconds as JSON has them, in milliseconds; nil when they are not a sane duration.
private func milliseconds(_ seconds: JSONValue?) -> Int64? {
  switch seconds {
  case .integer(let value)? where (0...1_000_000).contains(value): value * 1_000
  case .real(let value)? where (0...1_000_000).contains(value):
    Int64((value * 1_000).rounded())
  case nil, .null?, .bool?, .integer?, .real?, .string?, .array?, .object?: nil
  }
}
