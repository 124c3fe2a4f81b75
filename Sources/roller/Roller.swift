import ArgumentParser
import CommandLineTool
import Rolling

/// The command that the bot, maintainers and reviewers use.
@main
struct Roller: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roller",
    abstract: "Roll the pins of the OpenXLA compiler to the newest set that works together.",
    discussion: """
      Run one night:               roller roll python
      See what it would try:       roller plan python
      See pins and releases:       roller status
      See which pins changed:      roller diff
      Check edited files:          roller check
      Check this machine:          roller doctor

      Without --forge, roller uses the local forge: a GitHub-compatible server on
      this machine, which needs no account and no network except the package index
      that pip is configured with.

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
