import ArgumentParser
import CommandLineTool
import Desk
import Git
import JSON
import ReleaseModel
import ReleaseRepository
import Terminal

/// `roller why`: the commit that set a pin, its author and its evidence.
struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show the commit that set a component's pin, its author, and the evidence for it.",
    usage: "roller why <component> [options]",
    discussion: """
          roller why iree --at v0.1.0.dev20261101001
      """)

  @Argument(help: "The component's name.")
  var component: String

  @Option(name: .customLong("at"), help: "The git revision to look at.")
  var revision = "HEAD"

  @OptionGroup var options: HistoryOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let history = try options.history(in: surroundings)
    let info = try await pinned(history, at: revision)
    let name = try componentName(component, among: info.pins.components)
    let traced = try await history.trace([name], at: revision)
    guard let found = traced.origins.first else { throw notFound(name, traced) }
    let evidence = try await evidence(of: found, history)
    if options.json {
      print(found.json.text(.indented))
    } else {
      surroundings.show(
        HistoryText(surroundings.output).why(found, evidence: evidence))
    }
  }

  /// The failure where the commit that set the pin is not found; `--json` prints what is known.
  private func notFound(_ name: ComponentName, _ traced: TracedPins) -> CommandFailure {
    let pin = traced.pins[name]
    guard let cut = traced.cut else {
      return CommandFailure(
        .badData,
        "looking for the commit that set the pin of \(name) in \(quoted(revision)): no commit did"
          + "\n  hint: roller log lists the pins that moved")
    }
    if options.json {
      let found: JSONValue = [
        "component": .string("\(name)"), "pin": pin?.json() ?? .null,
        "set-by": .null, "incomplete": cut.json,
      ]
      print(found.text(.indented))
      return CommandFailure(.badData, "")
    }
    return CommandFailure(
      .badData,
      "\(name) is pinned to \(plain(pin?.label ?? "nothing")), but this clone does not show who set it:"
        + " \(cut.text)")
  }

  private func evidence(
    of origin: PinOrigin, _ history: ReleaseHistory
  ) async throws(CommandFailure) -> [Evidence] {
    guard case .roll(let message) = origin.entry.cause else { return [] }
    return try await asking { () async throws(GitError) in
      try await history.evidence(of: message.pinSet)
    }
  }
}

/// `roller blame`: for each pin the commit that set it.
struct BlameCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blame",
    abstract: "Show for each pin the commit that set it, when and why.",
    discussion: """
          roller blame main
      """)

  @Argument(help: "The git revision to look at.")
  var revision = "HEAD"

  @OptionGroup var options: HistoryOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let history = try options.history(in: surroundings)
    let traced = try await history.trace(at: revision)
    if options.json {
      print(JSONValue.array(traced.origins.map(\.json)).ending(at: traced.cut).text(.indented))
    } else {
      surroundings.show(HistoryText(surroundings.output).blame(traced))
    }
  }
}
