/// The port to a Python interpreter on this machine, which reads what Python's tools wrote: pip's
/// configuration, the archive and literals of a wheel. It never runs anything of upstream's.
package protocol Python: Sendable {
  /// What `script` prints when it finds `arguments` in `sys.argv[1:]`.
  func output(of script: String, _ arguments: [String]) async throws(PythonError) -> String
}

/// Why Python did not answer.
package struct PythonError: Error, Sendable, Equatable, CustomStringConvertible {
  package let found: String
  package let hint: String

  package init(found: String, hint: String) {
    self.found = found
    self.hint = hint
  }

  package var description: String { "\(found)\n  hint: \(hint)" }
}
