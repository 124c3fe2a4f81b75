import ArgumentParser
import CommandLineTool
import Desk
import Errors
import JSON
import ReleaseModel
import RollPlanning
import Rolling
import Terminal

/// `roller status`: the pins, the open roll and the newest release, read from the forge.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the pins on main, the open roll and the newest release.",
    usage: "roller status [<schedule>] [options]",
    discussion: """
      Reads the forge's refs, pull requests and releases. Does not contact
      upstreams and writes nothing.

          roller status python
      """)

  @Argument(help: "The schedule to show. Default: all.")
  var schedule: String?

  @Flag(help: "Print the result as JSON.")
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
      do throws(Failure) {
        return (
          try await ForgeStatus(forge.host, schedule: wanted, now: wiring.clock.now()), opening
        )
      } catch {
        throw CommandFailure(NightError.failed(error))
      }
    }
    guard !json else {
      return print(status.json(with: checkout).text(.indented))
    }
    let surroundings = Surroundings.current
    let pages = status.hasPages ? opening : nil
    let parts = [StatusText(status, surroundings.output).text, checkout?.text, pages].compactMap(
      \.self)
    surroundings.show(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }
}
