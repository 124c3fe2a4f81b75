import ArgumentParser
import CommandLineTool

/// The developers' command: what the search would do, and what roller costs on this machine.
@main
struct RollerLab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roller-lab",
    abstract: "Run the green-set search on simulated worlds, and measure what roller costs.",
    discussion: """
          roller-lab bench
      """,
    version: "0.1.0",
    subcommands: [SimulateCommand.self, BenchCommand.self])

  static func main() async {
    await Door<Self>.open()
  }
}
