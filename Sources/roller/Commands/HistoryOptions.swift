import ArgumentParser
import CommandLineTool
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
    if let repository {
      let place = URL(fileURLWithPath: repository, relativeTo: surroundings.folder)
      return ReleaseHistory(Repository(at: place.path))
    }
    return ReleaseHistory(Repository(at: try ReleaseFolder(around: surroundings.folder).root.path))
  }
}

/// Runs `body`, and throws git's errors as the command's.
func asking<Value>(
  _ body: () async throws(GitError) -> Value
) async throws(CommandFailure) -> Value {
  do throws(GitError) { return try await body() } catch { throw CommandFailure(error) }
}

/// The component called `text`, which must be one of `known`.
func componentName(
  _ text: String, among known: [ComponentName]
) throws(CommandFailure) -> ComponentName {
  if let name = ComponentName(text), known.contains(name) { return name }
  throw CommandFailure(
    .usage,
    "\(quoted(text)) is not pinned here\n  hint: "
      + suggestion(for: text, among: known.map(\.description), listedIn: VersionInfo.path))
}
