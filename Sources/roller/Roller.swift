import ArgumentParser
import CommandLineTool
import Rolling

/// The one binary: the bot's, the maintainers' and the reviewers' command.
@main
struct Roller: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roller",
    abstract: "Rolls the pins of the OpenXLA compiler to the newest set that works together.",
    discussion: """
      A night in one line:     roller roll python
      What would it try:       roller roll python --plan-only
      Where do we stand:       roller status
      What moved, and how far: roller diff
      Is my edit well-formed:  roller check
      Is this machine able:    roller doctor

      Without --forge, the forge is a GitHub-compatible server that roller runs on this machine for
      this repository: no account, no network beyond the package index that pip is configured with.

      Topics, for roller help TOPIC:
      \(HelpTopic.list)
      """,
    version: "0.1.0",
    subcommands: [
      RollCommand.self, PlanCommand.self, PinCommand.self, TryCommand.self, StatusCommand.self,
      ValidateCommand.self,
      CheckCommand.self, FormatCommand.self, ForgeCommand.self, DoctorCommand.self,
      EvidenceCommand.self, AdoptCommand.self,
      LogCommand.self, WhyCommand.self, WhenCommand.self, BlameCommand.self, BisectCommand.self,
      WorkspaceCommand.self,
      DiffCommand.self, TextconvCommand.self, GitDiffCommand.self,
      SchemaCommand.self, SetupCommand.self, HookCommand.self, MergeDriverCommand.self,
    ])

  static func main() async {
    await Door<Self>.open { arguments in
      if let topic = HelpTopic(arguments: arguments) {
        print(topic.text)
        return ExitCode.done.rawValue
      }
      guard arguments.first == "hook", arguments.count > 1, !arguments[1].hasPrefix("-") else {
        return nil
      }
      return HookDoor.open(Array(arguments.dropFirst()))
    }
  }
}
