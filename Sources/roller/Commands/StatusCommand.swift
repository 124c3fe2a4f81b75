import ArgumentParser
import CommandLineTool
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
    let checkout = try await wiring.checkoutStanding()
    if let checkout, !checkout.isFounded {
      return print(json ? checkout.json.text(.indented) : checkout.text)
    }
    let (status, opening) = try await wiring.withForge(.reading) { forge, opening in
      do throws(ForgeError) {
        return (
          try await ForgeStatus(forge.host, schedule: wanted, now: wiring.clock.now()), opening
        )
      } catch {
        throw CommandFailure(NightError.forge(error))
      }
    }
    guard !json else {
      return print(status.json(with: checkout).text(.indented))
    }
    let style = Style(isColored: Surroundings.current.isColored)
    let pages = status.hasPages ? opening : nil
    let parts = [status.text(style), checkout?.text, pages].compactMap(\.self)
    print(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }
}
