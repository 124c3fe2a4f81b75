import ArgumentParser
import CommandLineTool
import Foundation
import JSON
import Pinning
import ReleaseModel

/// `roller pin`: components moved by hand.
struct PinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract: "Pin components by hand: at a tag, a date, some commits further, a version.",
    discussion: """
          roller pin iree                      the head of its branch
          roller pin iree@iree-3.12.0rc20260822   a tag; or a branch, whose head must be on ours
          roller pin iree@b48a5955             a commit by the beginning of its id
          roller pin iree@{2026-11-01}         where the branch stood when that day (UTC) ended
          roller pin iree+12 xla-3             so many commits further, or back
          roller pin iree-base-compiler=3.13.0 a version, with the hashes of every target's file
          roller pin --from-workspace          whatever is checked out in the workspace

      A commit must lie on the component's tracking branch, and pins go forwards: to go back, say why
      with --allow-downgrade. What a schedule pins by a moved component, and what that records itself,
      moves along when it can; --alone leaves it. version_info.json is replaced as a whole or not at
      all. Without --commit, --validate or --pull-request that is all that happens.

      What a person decides about a component stands in version_info.json, with the reason:

          roller pin iree --hold "waits for the new tokenizer"
          roller pin iree --deny iree-3.12.0rc20260822 "miscompiles conv2d"
      """)

  @Argument(
    help: ArgumentHelp(
      "COMPONENT, COMPONENT@REVISION, COMPONENT+COMMITS, COMPONENT-COMMITS or COMPONENT=VERSION.",
      valueName: "pin"))
  var pins: [String] = []

  @Flag(help: "Pin what is checked out in the workspace around this folder.")
  var fromWorkspace = false

  @Option(help: ArgumentHelp("Let pins go backwards, for this reason.", valueName: "why"))
  var allowDowngrade: String?

  @Flag(help: "Move only what is named, nothing along with it.")
  var alone = false

  @Option(
    help: ArgumentHelp("Roll the named components no more, for this reason.", valueName: "why"))
  var hold: String?

  @Flag(help: "Roll the named components again.")
  var unhold = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Never propose this revision or version of the one named component again; the reason follows.",
      valueName: "revision why"))
  var deny: [String] = []

  @Option(
    help: ArgumentHelp("Take the denial of this revision or version back.", valueName: "revision"))
  var undeny: String?

  @Flag(name: [.customShort("n"), .long], help: "Say what would happen, and write nothing.")
  var dryRun = false

  @Flag(help: "Build and run the new pins here before anything is committed.")
  var validate = false

  @Flag(help: "Commit version_info.json, with a message that says what moved.")
  var commit = false

  @Flag(help: "Propose the pins to the forge's main as a pull request; people merge it.")
  var pullRequest = false

  @Flag(help: "Print what happened as JSON.")
  var json = false

  @OptionGroup var mirrors: MirrorOptions
  @OptionGroup var forge: ForgeOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let folder = try ReleaseFolder(around: surroundings.folder)
    let configuration = try folder.configuration()
    var command = self
    if fromWorkspace {
      var options = try WorkspaceOptions.parse([])
      options.mirrors = mirrors
      command.pins += try await Wiring.workspace(surroundings, options).pinRequests()
    }
    let order = try PinArguments(command, configuration.components.map(\.name)).order
    let work = PinWork(
      order: order, folder: folder, configuration: configuration, surroundings: surroundings,
      options: command)
    try await interruptible { try await work.run() }
  }
}
