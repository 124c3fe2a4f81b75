import ArgumentParser
import CommandLineTool
import ReleaseModel
import Rolling

/// `roller roll`: one night.
struct RollCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roll",
    abstract: "Roll a schedule: survey, search the newest green set, land it, release it.",
    discussion: """
      Asks every upstream of the schedule what it has, finds the newest pins that build and run
      together on every target, and lands them: bump commit, pull request, fast-forward of main, tag,
      release. Whatever was done already is found and not done again, so it may be interrupted and
      run again at any time.

      Exit codes: 0 landed, or nothing is newer · 3 bad data · 4 refused by policy · 5 try later ·
      6 the forge said no · 7 newer revisions are there and none is green.
      """)

  @Argument(help: "The schedule: the name of a file under schedules/, without .json.")
  var schedule: String

  @Flag(help: "Survey and say what would be tried; write nothing.")
  var planOnly = false

  @Option(
    help: ArgumentHelp(
      "Propose the pins again although somebody closed their pull request; the reason follows.",
      valueName: "why"))
  var again: String?

  @Flag(help: "Tell the search as a story: what was asked, why, and what it showed.")
  var explain = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var forge: ForgeOptions
  @OptionGroup var mirrors: MirrorOptions

  func run() async throws {
    let name = try scheduleName(schedule)
    let kind = try kind(Surroundings.current)
    let wiring = try Wiring(Surroundings.current, forge, mirrors: mirrors)
    let isDone = { (night: (summary: NightSummary, opening: String?)) in isWhole(night.summary) }
    let (summary, opening) = try await interruptible(isWhole: isDone) {
      try await wiring.roll(name, kind)
    }
    let text = SummaryText(
      summary, style: Style(isColored: Surroundings.current.isColored), now: wiring.clock.now())
    print(json ? summary.json.text(.indented) : text.text(explaining: explain))
    let hasPages = summary.release != nil || summary.pullRequest != nil
    if !json, hasPages, let opening { print("\n\(opening)") }
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
    abstract: "Say what a roll of a schedule would try; the same as roll --plan-only.",
    discussion: """
      Asks the upstreams and the forge, builds nothing, writes nothing. For each component: where it
      stands, what is newer, and what is no candidate and why.
      """)

  @Argument(help: "The schedule: the name of a file under schedules/, without .json.")
  var schedule: String

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
    roll.json = json
    roll.forge = forge
    roll.mirrors = mirrors
    try await roll.run()
  }
}

/// The schedule's name, or why it is none.
func scheduleName(_ text: String) throws(CommandFailure) -> ScheduleName {
  guard let name = ScheduleName(text) else {
    throw CommandFailure(
      .usage, "\"\(text.prefix(100))\" cannot be a schedule: expected \(ScheduleName.grammar)")
  }
  return name
}
