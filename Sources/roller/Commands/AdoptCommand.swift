import ArgumentParser
import CommandLineTool
import JSON
import ReleaseModel
import Rolling
import SafeText

/// `roller adopt`: a person's work on a slot branch lands as it is.
struct AdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Let the commits that somebody pushed to roll/SCHEDULE land as they are.",
    discussion: """
      Records that the head of the branch is wanted, with who says so and why. The next roll of the
      schedule validates the pins of that head by the recipes of that head, on every target, shows
      the verdicts on its pull request, waits for required checks and lands it; it proposes nothing
      else that night. A head that changes afterwards is not covered: adopt it again.

      Exit codes: 0 adopted · 3 the branch holds nobody's work · 6 the forge said no.
      """)

  @Argument(help: "The schedule: the name of a file under schedules/, without .json.")
  var schedule: String

  @Option(help: ArgumentHelp("Why it should land.", valueName: "reason"))
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
