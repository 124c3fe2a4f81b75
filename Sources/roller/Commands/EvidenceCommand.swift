import ArgumentParser
import CommandLineTool
import JSON
import ReleaseModel
import Rolling

/// `roller evidence`: what validations showed, and what people say of it.
struct EvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "List recorded evidence, or strike what turned out wrong.",
    discussion: """
      Reads refs/roller/evidence of the forge: how many verdicts are recorded, what was struck, by
      whom and why, and which files do not read.

      What turned out wrong: roller evidence strike DIGEST --why "the disk was full"
      """,
    subcommands: [ListCommand.self, StrikeCommand.self], defaultSubcommand: ListCommand.self)

  /// `roller evidence list`.
  struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List recorded evidence: the newest verdicts, what was struck, what does not read.")

    @Flag(help: "Print it as JSON; all records, not only the newest.")
    var json = false

    @OptionGroup var forge: ForgeOptions

    func run() async throws {
      let surroundings = Surroundings.current
      let recorded = try await Wiring(surroundings, forge).recordedEvidence()
      let text = EvidenceText(Style(isColored: surroundings.isOutputColored))
      print(json ? recorded.json.text(.indented) : text.text(of: recorded))
    }
  }

  /// `roller evidence strike`.
  struct StrikeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "strike",
      abstract: "Strike evidence that turned out wrong; nothing rests on it afterwards.",
      discussion: """
        The records stay under struck/ in refs/roller/evidence, with who struck them and why. The
        next roll that needs a verdict on these pins validates them afresh. What was released stays
        released.

        Exit codes: 0 struck, or struck already · 3 there is no such evidence · 6 the forge said no.
        """)

    @Argument(
      help: ArgumentHelp(
        "The digest of a pin set or of one evidence, or its first 8 digits or more.",
        discussion: "A commit status of roller's names the evidence, a bump commit the pin set.",
        valueName: "digest"))
    var digest: String

    @Option(help: ArgumentHelp("What is wrong with it.", valueName: "reason"))
    var why: String

    @Option(help: "Only the evidence of this target.")
    var target: String?

    @Flag(help: "Print what was struck as JSON.")
    var json = false

    @OptionGroup var forge: ForgeOptions

    func run() async throws {
      let surroundings = Surroundings.current
      let choice = try EvidenceChoice(digest, target: target)
      guard let why = Reason(why) else {
        throw CommandFailure(.usage, "--why takes a reason: \(Reason.grammar)")
      }
      let struck = try await Wiring(surroundings, forge).strike(
        choice, who: surroundings.userName, why: why)
      let text = EvidenceText(Style(isColored: surroundings.isOutputColored))
      print(json ? JSONValue.array(struck.map(\.json)).text(.indented) : text.text(of: struck))
    }
  }
}
