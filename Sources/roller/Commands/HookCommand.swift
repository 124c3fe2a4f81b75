import ArgumentParser
import CommandLineTool
import Rolling

/// `roller hook`: the command that the files in hooks/ call.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Run one of git's hooks in this repository.",
    discussion: """
      The files in hooks/ call this command; roller setup configures git to run
      them. The hooks, roller check and the required check on pull requests use the
      same checker, so git commit --no-verify only delays its findings.

          roller hook pre-commit
      """,
    shouldDisplay: false)

  @Argument(
    help:
      "The hook's name, such as pre-commit, and the arguments that git passes to it."
  )
  var words: [String] = []

  func run() throws {
    let code = HookDoor.open(words)
    guard code != 0 else { return }
    throw CommandFailure(Rolling.ExitCode(rawValue: code) ?? .badData, "")
  }
}
