import Foundation
import Subprocess
import SystemPackage

/// The git program, run on one bare repository and deaf to the machine's and the user's settings.
struct GitTool: Sendable {
  let repository: String
  /// What git and the repository's hooks see; the caller gives at least PATH.
  let environment: [String: String]

  /// `settings` stand above the repository's own configuration.
  init(
    repository: String, environment: [String: String], settings: [(String, String)] = []
  ) {
    self.repository = repository
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
    let outcome = try await run(
      .name("git"), arguments: Arguments(["-C", repository] + arguments),
      environment: subprocessEnvironment(), output: .string(limit: limit),
      error: .string(limit: 1 << 20))
    let text = outcome.standardOutput
    let complaint = outcome.standardError
    switch outcome.terminationStatus {
    case .exited(let code): return (Int(code), code != 0 && text.isEmpty ? complaint : text)
    case .signaled(let signal): return (128 + Int(signal), complaint)
    }
  }

  /// The environment with `additions`, as a subprocess takes it.
  func subprocessEnvironment(adding additions: [String: String] = [:]) -> Environment {
    let all = environment.merging(additions) { _, new in new }
    return .custom(
      Dictionary(uniqueKeysWithValues: all.map { (Environment.Key(rawValue: $0.key)!, $0.value) }))
  }
}
