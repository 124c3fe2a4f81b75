import ArgumentParser
import Git
import JSON
import ReleaseHistory
import ReleaseModel

/// `roller why`: which commit set a pin, who, on which evidence.
struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say which commit set a component's pin, whose it was and on which evidence.")

  @Argument(help: "The component.")
  var component: String

  @Option(name: .customLong("at"), help: "The revision that is asked about, as git names them.")
  var revision = "HEAD"

  @OptionGroup var options: HistoryOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let history = try options.history(in: surroundings)
    let info = try await pinned(history, at: revision)
    let name = try componentName(component, among: info.pins.components)
    let found = try await asking { () async throws(GitError) in
      try await history.origins(of: [name], at: revision).first
    }
    guard let found else {
      throw CommandFailure(
        .badData,
        "no commit of \(revision) set the pin of \(name): the history is cut off"
          + "\n  hint: git fetch --unshallow")
    }
    let evidence = try await evidence(of: found, history)
    if options.json {
      print(found.json.text(.indented))
    } else {
      let text = HistoryText(Style(isColored: surroundings.isOutputColored))
      print(text.why(found, evidence: evidence, hold: nil))
    }
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
    abstract: "Say for each pin which commit set it, when and why.")

  @Argument(help: "The revision that is asked about, as git names them.")
  var revision = "HEAD"

  @OptionGroup var options: HistoryOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let history = try options.history(in: surroundings)
    let origins = try await asking { () async throws(GitError) in
      try await history.origins(at: revision)
    }
    if options.json {
      print(JSONValue.array(origins.map(\.json)).text(.indented))
    } else {
      print(HistoryText(Style(isColored: surroundings.isOutputColored)).blame(origins))
    }
  }
}
