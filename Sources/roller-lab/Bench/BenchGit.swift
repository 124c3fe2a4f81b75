import CommandLineTool
import Foundation
import Processes

/// The git command line that a measurement is compared with, deaf to the machine's configuration.
struct BenchGit: Sendable {
  let folder: URL
  let environment: [String: String]

  func run(_ arguments: String...) async throws { try await run(arguments) }

  func run(_ arguments: [String]) async throws { _ = try await output(arguments) }

  /// What git prints, without the final newline.
  func output(_ arguments: String...) async throws -> String { try await output(arguments) }

  private func output(_ arguments: [String]) async throws -> String {
    let answer = try await SubprocessRunner().answer(
      to: ProcessCommand("git", arguments, environment: environment, folder: folder.path),
      limit: 64 << 20)
    guard answer.succeeded, !answer.isCut else {
      throw CommandFailure(.usage, "git \(arguments.joined(separator: " ")): \(answer.errorText)")
    }
    return answer.line
  }
}
