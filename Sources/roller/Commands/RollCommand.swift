import ArgumentParser
import CommandLineTool
import ReleaseModel
import Rolling
import Terminal

/// `roller roll`: runs one night of a schedule.
struct RollCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roll",
    abstract: "Roll a schedule: find the newest green set of pins, land it and release it.",
    usage: "roller roll <schedule> [options]",
    discussion: """
      Asks every upstream of the schedule for newer revisions, finds the newest
      pins that build and run together on every target, and lands them: bump
      commit, pull request, fast-forward of main, tag, release. You can interrupt
      it at any time and run it again: it continues from what was already done.

          roller roll python --explain
          roller roll python --as-of 2025-12-03

      With --as-of, only what had landed upstream by the end of that day (UTC) is
      a candidate: to reproduce a past night, or to catch up step by step. The
      commit carries today's date and says "As-Of".

      Exit codes: 0 landed or nothing newer, 3 bad data, 4 refused by policy,
      5 try later, 6 the forge refused, 7 newer revisions exist but none is green.
      """)

  @Argument(help: "The schedule's name: a file in schedules/, without .json.")
  var schedule: String

  @Flag(help: "Show what would be tried, and write nothing.")
  var planOnly = false

  @Option(
    help: ArgumentHelp(
      "Propose the pins again after a person closed their pull request, for this reason.",
      valueName: "why"))
  var again: String?

  @OptionGroup var day: DayOption

  @Flag(help: "Explain the search: each validation, why it was run, and what it showed.")
  var explain = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var forge: ForgeOptions
  @OptionGroup var mirrors: MirrorOptions

  func run() async throws {
    let name = try scheduleName(schedule)
    let kind = try kind(Surroundings.current)
    let wiring = try Wiring(Surroundings.current, forge, mirrors: mirrors, asOf: day.asOf)
    let isDone = { (night: (summary: NightSummary, opening: String?)) in isWhole(night.summary) }
    let (summary, opening) = try await interruptible(isWhole: isDone) {
      try await wiring.roll(name, kind)
    }
    if json {
      print(summary.json.text(.indented))
    } else {
      let surroundings = Surroundings.current
      let text = SummaryText(summary, style: surroundings.output, now: wiring.clock.now())
      let hasPages = summary.release != nil || summary.pullRequest != nil
      surroundings.show(
        text.text(explaining: explain) + (hasPages ? opening.map { "\n\n\($0)" } ?? "" : ""))
    }
    guard summary.exitCode == .done else { throw CommandFailure(summary.exitCode, "") }
  }
}

extension RollCommand {
  private func kind(_ surroundings: Surroundings) throws(CommandFailure) -> NightKind {
    if planOnly { return .plan }
    guard let again else { return .roll(again: nil) }
    guard let why = Reason(again) else {
      throw CommandFailure(.usage, "--again takes a reason: \(Reason.grammar)")
    }
    return .roll(again: TryAgain(who: surroundings.userName, why: "\(why)"))
  }
}

/// `roller plan`: what a roll would try.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what a roll of a schedule would try; the same as roll --plan-only.",
    usage: "roller plan <schedule> [options]",
    discussion: """
      Asks the upstreams and the forge; builds nothing and writes nothing. For each
      component, shows its pin, the newer revisions, and those that are not
      candidates, with the reason.

          roller plan python
          roller plan python --as-of 2025-12-03
      """)

  @Argument(help: "The schedule's name: a file in schedules/, without .json.")
  var schedule: String

  @OptionGroup var day: DayOption

  @Flag(help: "Print the plan as JSON.")
  var json = false

  @OptionGroup var forge: ForgeOptions
  @OptionGroup var mirrors: MirrorOptions

  func run() async throws {
    var roll = RollCommand()
    roll.schedule = schedule
    roll.planOnly = true
    roll.again = nil
    roll.explain = false
    roll.day = day
    roll.json = json
    roll.forge = forge
    roll.mirrors = mirrors
    try await roll.run()
  }
}

/// `--as-of`, which rolls and plans take.
struct DayOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Consider only what had landed upstream by the end of this day, in UTC.",
      valueName: "YYYY-MM-DD"))
  var asOf: CalendarDate?
}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// The schedule called `text`.
func scheduleName(_ text: String) throws(CommandFailure) -> ScheduleName {
  guard let name = ScheduleName(text) else {
    throw CommandFailure(
      .usage, "\"\(text.prefix(100))\" is not a schedule name: expected \(ScheduleName.grammar)")
  }
  return name
}
