import ArgumentParser
import JSON
import ReleaseModel
import RollPlanning
import Rolling

/// `roller status`: where the release stands, read from the forge.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say where main stands: pins, the open roll, the newest release.",
    discussion: """
      Everything is read from the forge's refs, pull requests and releases; nothing is asked of the
      upstreams and nothing is written.
      """)

  @Argument(help: "The schedule whose roll is looked at; all of them when left out.")
  var schedule: String?

  @Flag(help: "Print it as JSON.")
  var json = false

  @OptionGroup var forge: ForgeOptions

  func run() async throws {
    let wiring = try Wiring(Surroundings.current, forge)
    let wanted = try schedule.map(scheduleName)
    let status = try await wiring.withForge { forge in
      do throws(ForgeError) { return try await ForgeStatus(forge, schedule: wanted) } catch {
        throw CommandFailure(NightError.forge(error))
      }
    }
    print(
      json
        ? status.json.text(.indented)
        : status.text(Style(isColored: Surroundings.current.isColored)))
  }
}
