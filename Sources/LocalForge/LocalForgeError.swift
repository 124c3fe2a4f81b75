import Errors

/// Why a local forge could not be made or served.
package struct LocalForgeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What we were doing, and to what.
  package let operation: String
  /// What was found, in one line.
  package let message: String
  /// What to do next.
  package let hint: String?

  init(_ message: String, while operation: String, hint: String? = nil) {
    self.operation = operation
    self.message = message
    self.hint = hint
  }

  /// The system's "no", with its remedy.
  init(_ error: SystemError) {
    self.init(error.found, while: error.doing, hint: error.hint)
  }

  package var description: String {
    let text = "\(operation): \(message)"
    return hint.map { "\(text)\n  hint: \($0)" } ?? text
  }
}
