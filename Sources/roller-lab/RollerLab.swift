import ArgumentParser
import CommandLineTool

/// The developers' command: what the search would do, and what roller costs on this machine.
@main
struct RollerLab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roller-lab",
    abstract: "Try the green-set search on made-up worlds, and measure what roller costs.",
    version: "0.1.0",
    subcommands: [SimulateCommand.self, BenchCommand.self])

  static func main() async {
    await Door<Self>.open()
  }
}
