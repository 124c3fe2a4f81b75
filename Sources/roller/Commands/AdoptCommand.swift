import ArgumentParser
import CommandLineTool
import JSON
import ReleaseModel
import Rolling
import SafeText

/// `roller adopt`: lets a person's commits on a slot branch land unchanged.
struct AdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Allow commits that a person pushed to roll/SCHEDULE to land as they are.",
    usage: "roller adopt <schedule> [options]",
    discussion: """
      Records the current head of the branch as wanted, with your name and the
      reason. The next roll of the schedule validates the pins of that head with
      the recipes of that head on every target, shows the verdicts on its pull
      request, waits for required checks and lands it. It proposes nothing else
      that night. If the head changes later, adopt it again.

          roller adopt python --why "picks up the fix by hand"

      Exit codes: 0 adopted, 3 the branch has no commits by a person, 6 the forge
      refused.
      """)

  @Argument(help: "The schedule's name: a file in schedules/, without .json.")
  var schedule: String

  @Option(help: ArgumentHelp("Why the commits should land.", valueName: "reason"))
  var why = "these commits are wanted"

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var forge: ForgeOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let name = try scheduleName(schedule)
    guard let why = Reason(why) else {
      throw CommandFailure(.usage, "--why takes a reason: \(Reason.grammar)")
    }
    let head = try await Wiring(surroundings, forge).adopt(
      name, who: surroundings.userName, why: why)
    if json {
      let found: JSONValue = [
        "schedule": .string("\(name)"), "head": .string("\(head.revision)"),
        "by": head.person.map { .string($0) } ?? .null,
      ]
      return print(found.text(.indented))
    }
    let person = UntrustedText(head.person ?? "a person").terminal(limit: 80)
    print(
      "\(SlotBranch(name)) at \(head.revision.abbreviated) by \(person) is adopted."
        + "\n  hint: roller roll \(name) validates and lands it")
  }
}
