import ArgumentParser
import CommandLineTool
import Foundation
import Git
import ReleaseModel
import ReleaseRepository

/// Which history is read, and how it is printed.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The clone to read; the one around this folder when left out.", valueName: "folder"))
  var repository: String?

  @Flag(help: "Print it as JSON.")
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

/// Asks the history, and calls git's errors the command's.
func asking<Value>(
  _ body: () async throws(GitError) -> Value
) async throws(CommandFailure) -> Value {
  do throws(GitError) { return try await body() } catch { throw CommandFailure(error) }
}

/// The component's name, one of `known`, or why it is none.
func componentName(
  _ text: String, among known: [ComponentName]
) throws(CommandFailure) -> ComponentName {
  if let name = ComponentName(text), known.contains(name) { return name }
  throw CommandFailure(
    .usage,
    "\(quoted(text)) is not pinned here\n  hint: "
      + suggestion(for: text, among: known.map(\.description), listedIn: VersionInfo.path))
}
