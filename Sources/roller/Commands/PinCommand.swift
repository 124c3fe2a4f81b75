import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import JSON
import Pinning
import ReleaseModel
import Terminal

/// `roller pin`: moves components by hand.
struct PinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract: "Move pins by hand: to a tag, a date, a number of commits further, a version.",
    usage: "roller pin [<pin> ...] [options]",
    discussion: """
          roller pin iree                         the head of its branch
          roller pin iree@iree-3.12.0rc20260822   a tag, or a branch's head
          roller pin iree@b48a5955                a commit, by the start of its id
          roller pin iree@{2026-11-01}            the branch's head on that day (UTC)
          roller pin iree+12 xla-3                a number of commits ahead or back
          roller pin iree-base-compiler=3.13.0    a version, with every file's hash
          roller pin --from-workspace             the checked-out revisions

      A commit must be on the component's tracking branch, and pins move forward;
      to go back, give a reason with --allow-downgrade. Components that depend on a
      moved one move with it where possible; --alone moves only the ones you name.
      version_info.json is replaced as a whole or not at all. Without --commit,
      --validate or --pull-request, nothing else happens.

      Decisions about a component are recorded in version_info.json, with the
      reason:

          roller pin iree --hold "waits for the new tokenizer"
          roller pin iree --deny iree-3.12.0rc20260822 "miscompiles conv2d"
      """)

  @Argument(
    help: ArgumentHelp(
      "COMPONENT, COMPONENT@REVISION, COMPONENT+COMMITS, COMPONENT-COMMITS or COMPONENT=VERSION.",
      valueName: "pin"))
  var pins: [String] = []

  @Flag(help: "Pin the revisions that are checked out in the workspace around this folder.")
  var fromWorkspace = false

  @Option(help: ArgumentHelp("Allow pins to go backwards, for this reason.", valueName: "why"))
  var allowDowngrade: String?

  @Flag(help: "Move only the named components.")
  var alone = false

  @Option(
    help: ArgumentHelp("Stop rolling these components, and record why.", valueName: "why"))
  var hold: String?

  @Flag(help: "Resume rolling these components.")
  var unhold = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Never propose this revision or version of the named component again; give the reason too.",
      valueName: "revision why"))
  var deny: [String] = []

  @Option(
    help: ArgumentHelp("Remove the denial of this revision or version.", valueName: "revision"))
  var undeny: String?

  @Flag(name: [.customShort("n"), .long], help: "Show what would happen, and write nothing.")
  var dryRun = false

  @Flag(
    help: "Build and run the new pins on this machine first; write nothing unless they are green.")
  var validate = false

  @Flag(help: "Commit version_info.json, with a message that lists what moved.")
  var commit = false

  @Flag(help: "Open a pull request with the pins on the forge, for people to merge.")
  var pullRequest = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var mirrors: MirrorOptions
  @OptionGroup var forge: ForgeOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let folder = try ReleaseFolder(around: surroundings.folder)
    let names = try folder.configuration().components.map(\.name)
    var command = self
    if fromWorkspace {
      var options = try WorkspaceOptions.parse([])
      options.mirrors = mirrors
      command.pins += try await Wiring.workspace(surroundings, options).pinRequests()
    }
    let wiring = try Wiring(surroundings, forge, mirrors: mirrors)
    let work = try PinWork(
      try PinArguments(command, names).order, steps, in: wiring.checkout(folder), ports: wiring)
    let json = json
    let end = try await interruptible {
      var report = PinReport(surroundings.output)
      return try await work.run { event in
        if !json, let text = report.text(for: event) { surroundings.show(text) }
      }
    }
    if json { print(end.json.text(.indented)) }
  }

  private var steps: PinWork.Steps {
    var steps = PinWork.Steps()
    (steps.isDryRun, steps.validates) = (dryRun, validate)
    (steps.commits, steps.proposes) = (commit, pullRequest)
    return steps
  }
}
