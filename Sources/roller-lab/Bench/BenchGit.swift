import CommandLineTool
import Foundation
import ReleaseModel
import Rolling
import Subprocess
import SystemPackage
import Upstreams

/// The git command line that a measurement is compared with, deaf to the machine's configuration.
struct BenchGit: Sendable {
  let folder: URL
  let environment: [String: String]

  func run(_ arguments: String...) async throws { try await run(arguments) }

  func run(_ arguments: [String]) async throws { _ = try await output(arguments) }

  /// What git prints, without the final newline.
  func output(_ arguments: String...) async throws -> String { try await output(arguments) }

  private func output(_ arguments: [String]) async throws -> String {
    var values: [Environment.Key: String] = [:]
    for (key, value) in environment { values[Environment.Key(stringLiteral: key)] = value }
    let result = try await Subprocess.run(
      .name("git"), arguments: Arguments(arguments), environment: .custom(values),
      workingDirectory: FilePath(folder.path), output: .string(limit: 64 << 20),
      error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else {
      throw CommandFailure(
        .usage, "git \(arguments.joined(separator: " ")): \(result.standardError)")
    }
    let text = result.standardOutput
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

/// A survey of a repository asks no index.
struct NoIndex: WheelUpstream {
  func survey(_ question: SurveyQuestion) async -> Survey {
    Survey(component: question.component.name, answer: .unknown(because: "no index"), pinned: nil)
  }

  func revisions(
    in pin: WheelPin, of component: Component, for targets: [Target]
  ) async -> Result<[String: Revision], UnreadWheel> {
    .failure(UnreadWheel(because: "no index"))
  }
}
