import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import Git
import ReleaseModel
import ReleaseRepository

/// The options that select the clone to read and the output format.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The clone to read. Default: the one around the current folder.", valueName: "folder"))
  var repository: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  /// The history in `surroundings`.
  func history(in surroundings: Surroundings) throws(CommandFailure) -> ReleaseHistory {
    guard let repository else {
      return surroundings.history(of: try ReleaseFolder(around: surroundings.folder).root)
    }
    return surroundings.history(
      of: URL(fileURLWithPath: repository, relativeTo: surroundings.folder))
  }
}

/// Runs `body`, and throws git's errors as the command's.
func asking<Value>(
  _ body: () async throws(GitError) -> Value
) async throws(CommandFailure) -> Value {
  do throws(GitError) { return try await body() } catch { throw CommandFailure(error) }
}
