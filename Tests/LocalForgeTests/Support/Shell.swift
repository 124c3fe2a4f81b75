import Errors
import Foundation
import Subprocess
import SystemPackage
import TestKit

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
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let git = IsolatedGit(
      home: home, person: "A", email: "a@example.com",
      more: ["PATH": path].merging(more) { $1 })
    let result = try await Subprocess.run(
      program.contains("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(arguments), environment: .custom(keyed(git.environment)),
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
