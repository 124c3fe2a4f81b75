import Errors
import Foundation
import Processes

/// The git of this machine, with the user's own configuration: credentials, proxies and ssh keys of a
/// workspace are theirs.
package struct GitCommand: Sendable {
  private let environment: [String: String]
  private let runner: any ProcessRunner
  /// What git prints of its progress.
  private let progress: @Sendable (String) -> Void

  package init(
    environment: [String: String], runner: any ProcessRunner = SubprocessRunner(),
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    // Asking for a password would stop the others; English, because answers are read.
    self.environment = environment.merging(["LC_ALL": "C"]) { $1 }
      .merging(["GIT_TERMINAL_PROMPT": "0"]) { old, _ in old }
    self.runner = runner
    self.progress = progress
  }

  /// What git prints, without the final line end; a failure is an error with git's last words.
  @discardableResult
  func callAsFunction(
    _ arguments: [String], in folder: URL, doing: String
  ) async throws(Failure) -> String {
    let answer = try await run(arguments, in: folder, doing: doing)
    guard answer.code == 0 else {
      throw Failure(
        .unavailable, doing: doing,
        found: answer.lastWords.isEmpty ? "git failed" : answer.lastWords,
        hint: "run it yourself: git -C \(folder.path) \(arguments.joined(separator: " "))")
    }
    return answer.output
  }

  /// Whether git says yes: exit code 0.
  func agrees(_ arguments: [String], in folder: URL, doing: String) async throws(Failure)
    -> Bool
  {
    try await run(arguments, in: folder, doing: doing).code == 0
  }

  private struct Answer {
    let code: Int32
    let output: String
    let lastWords: String
  }

  private func run(
    _ arguments: [String], in folder: URL, doing: String
  ) async throws(Failure) -> Answer {
    let answer: ProcessAnswer
    do throws(Failure) {
      var command = try ProcessCommand(
        "git", arguments, environment: environment, folder: folder.path)
      command.sharesTerminal = true
      answer = try await runner.answer(to: command, limit: 16 << 20)
    } catch {
      throw Failure(error, doing: doing)
    }
    let words = answer.errorText.split(whereSeparator: \.isNewline).map(String.init)
    words.forEach(progress)
    guard let code = answer.exit.code, !answer.isCut else {
      return Answer(code: -1, output: "", lastWords: "git was killed")
    }
    return Answer(code: code, output: answer.line, lastWords: words.last ?? "")
  }
}
