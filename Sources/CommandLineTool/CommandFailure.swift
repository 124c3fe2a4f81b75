import JSON
import ReleaseModel
import Rolling

/// Why a command did not do what was asked, ready to be said.
package struct CommandFailure: Error {
  package let exitCode: Rolling.ExitCode
  /// Empty when everything was said already.
  package let message: String
  private let mistakes: [Mistake]

  package init(_ exitCode: Rolling.ExitCode, _ message: String, mistakes: [Mistake] = []) {
    self.exitCode = exitCode
    self.message = message
    self.mistakes = mistakes
  }

  package init(_ error: NightError) {
    if case .badData(let mistakes) = error {
      self.init(mistakes)
    } else {
      self.init(error.exitCode, error.description)
    }
  }

  package init(_ mistakes: Mistakes) {
    self.init(
      Rolling.ExitCode(rawValue: mistakes.exitCode) ?? .badData, mistakes.description,
      mistakes: mistakes.all)
  }

  /// The same as data, for `--json`.
  package var json: JSONValue {
    [
      "error": [
        "exit-code": .integer(Int64(exitCode.rawValue)), "kind": .string("\(exitCode)"),
        "message": .string(message), "mistakes": .array(mistakes.map(\.json)),
      ]
    ]
  }
}
