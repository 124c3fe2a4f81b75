import ArgumentParser
import CommandLineTool
import Desk
import JSON
import ReleaseModel
import Rolling
import Terminal

/// `roller evidence`: the recorded verdicts, and the ones that people struck.
struct EvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "List recorded evidence, or strike evidence that is wrong.",
    discussion: """
      Reads refs/roller/evidence of the forge and shows how many verdicts are
      recorded, which were struck, by whom and why, and which files cannot be
      read. To strike evidence that is wrong:

          roller evidence strike DIGEST --why "the disk was full"
      """,
    subcommands: [ListCommand.self, StrikeCommand.self], defaultSubcommand: ListCommand.self)

  /// `roller evidence list`.
  struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List recorded evidence: the newest verdicts, struck records, unreadable files.",
      usage: "roller evidence list [options]",
      discussion: """
            roller evidence list --json
        """)

    @Flag(help: "Print all records as JSON, not only the newest.")
    var json = false

    @OptionGroup var forge: ForgeOptions

    func run() async throws {
      let surroundings = Surroundings.current
      let recorded = try await Wiring(surroundings, forge).recordedEvidence()
      if json { return print(recorded.json.text(.indented)) }
      surroundings.show(EvidenceText(surroundings.output).text(of: recorded))
    }
  }

  /// `roller evidence strike`.
  struct StrikeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "strike",
      abstract: "Strike evidence that is wrong, so that no later roll relies on it.",
      usage: "roller evidence strike <digest> --why <reason> [options]",
      discussion: """
        Moves the records to struck/ in refs/roller/evidence, with your name and the
        reason. The next roll that needs a verdict on these pins validates them
        again. Published releases are not changed.

            roller evidence strike 3f2a91bc --why "the disk was full"

        Exit codes: 0 struck now or earlier, 3 no such evidence, 6 the forge
        refused.
        """)

    @Argument(
      help: ArgumentHelp(
        "The digest of a pin set or of one record; its first 8 digits are enough.",
        discussion:
          "Find a record's digest in roller's commit statuses, a pin set's in the bump commit.",
        valueName: "digest"))
    var digest: String

    @Option(help: ArgumentHelp("Why the evidence is wrong.", valueName: "reason"))
    var why: String

    @Option(help: "Strike only the evidence of this target.")
    var target: String?

    @Flag(help: "Print the struck records as JSON.")
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
      if json { return print(JSONValue.array(struck.map(\.json)).text(.indented)) }
      surroundings.show(EvidenceText(surroundings.output).text(of: struck))
    }
  }
}
