import Errors
import Foundation
import Processes

/// The git program, run on one bare repository and deaf to the machine's and the user's settings.
struct GitTool: Sendable {
  let repository: String
  /// What git and the repository's hooks see; the caller gives at least PATH.
  let environment: [String: String]
  let runner: any ProcessRunner

  /// `settings` stand above the repository's own configuration.
  init(
    repository: String, environment: [String: String], settings: [(String, String)] = [],
    runner: any ProcessRunner = SubprocessRunner()
  ) {
    self.repository = repository
    self.runner = runner
    var own = environment
    own["GIT_CONFIG_NOSYSTEM"] = "1"
    own["GIT_CONFIG_GLOBAL"] = "/dev/null"
    own["GIT_TERMINAL_PROMPT"] = "0"
    // Whoever may write refs/replace/* would otherwise say what is an ancestor of what:
    // https://git-scm.com/docs/git-replace
    own["GIT_NO_REPLACE_OBJECTS"] = "1"
    // The operator named this folder, so git need not doubt who owns it:
    // https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
    let all = [("safe.directory", "*")] + settings
    own["GIT_CONFIG_COUNT"] = String(all.count)
    for (index, (key, value)) in all.enumerated() {
      own["GIT_CONFIG_KEY_\(index)"] = key
      own["GIT_CONFIG_VALUE_\(index)"] = value
    }
    self.environment = own
  }

  /// What git prints for `arguments`; a refusal when it fails.
  func output(_ arguments: [String], limit: Int = 64 << 20) async throws -> String {
    let (status, text) = try await result(arguments, limit: limit)
    guard status == 0 else {
      throw Refusal(500, "git \(arguments.first ?? ""): \(text.suffix(500))")
    }
    return text
  }

  /// The first line that git prints for `arguments`; nil when it fails or prints nothing.
  func line(_ arguments: [String]) async -> String? {
    guard let (status, text) = try? await result(arguments), status == 0,
      let line = text.split(separator: "\n").first
    else { return nil }
    return String(line)
  }

  /// git's exit code and what it prints; its complaints instead when it prints nothing else.
  func result(
    _ arguments: [String], limit: Int = 64 << 20
  ) async throws -> (status: Int, text: String) {
    let answer = try await runner.answer(
      to: try command(["-C", repository] + arguments), limit: limit)
    guard !answer.isCut else {
      throw Refusal(500, "git \(arguments.first ?? ""): it printed more than \(limit) bytes")
    }
    switch answer.exit {
    case .exited(let code):
      let isSilent = code != 0 && answer.output.isEmpty
      return (Int(code), isSilent ? answer.errorText : answer.text)
    case .signalled(let signal): return (128 + Int(signal), answer.errorText)
    }
  }

  /// A call of git that sees `additions` above the environment.
  func command(
    _ arguments: [String], adding additions: [String: String] = [:]
  ) throws(Failure) -> ProcessCommand {
    try ProcessCommand("git", arguments, environment: environment.merging(additions) { $1 })
  }
}
