import ArgumentParser
import CommandLineTool
import Rolling

/// `roller hook`: what the files in hooks/ call.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Run one of git's hooks on this repository.",
    discussion: """
      The files in hooks/ call it; `roller setup` lets git find them. One checker serves the hooks,
      `roller check` and the required check on pull requests: git commit --no-verify only puts off
      what it says.
      """,
    shouldDisplay: false)

  @Argument(
    help:
      "pre-commit, prepare-commit-msg, commit-msg, pre-push, post-checkout, post-merge or pre-receive, and what git gives it."
  )
  var words: [String] = []

  func run() throws {
    let code = HookDoor.open(words)
    guard code != 0 else { return }
    throw CommandFailure(Rolling.ExitCode(rawValue: code) ?? .badData, "")
  }
}
