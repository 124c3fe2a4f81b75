import Foundation
import Subprocess
import SystemPackage

/// Programs run as a person would run them, but with a home and settings of their own.
struct Shell: Sendable {
  let home: String
  var more: [String: String] = [:]

  struct Outcome: Sendable {
    let status: Int
    let output: String
    let complaint: String
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  func run(
    _ program: String, _ arguments: [String], in folder: String? = nil
  ) async throws -> Outcome {
    var environment: [Environment.Key: String] = [
      "HOME": home, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_AUTHOR_NAME": "A",
      "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A",
      "GIT_COMMITTER_EMAIL": "a@example.com",
    ]
    for (key, value) in more { environment[Environment.Key(rawValue: key)!] = value }
    let result = try await Subprocess.run(
      program.contains("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(arguments), environment: .custom(environment),
      workingDirectory: FilePath(folder ?? home), output: .string(limit: 16 << 20),
      error: .string(limit: 1 << 20))
    let status =
      switch result.terminationStatus {
      case .exited(let code): Int(code)
      case .signaled(let signal): 128 + Int(signal)
      }
    return Outcome(
      status: status, output: result.standardOutput, complaint: result.standardError)
  }

  /// What `git` prints; fails the test when git fails.
  @discardableResult
  func git(_ arguments: String..., in folder: String) async throws -> String {
    let outcome = try await run("git", arguments, in: folder)
    guard outcome.status == 0 else {
      throw Failure(description: "git \(arguments): \(outcome.complaint)")
    }
    return outcome.output.trimmingCharacters(in: .newlines)
  }
}
