import ArgumentParser
import ChangeChecks
import CommandLineTool
import Git
import JSON
import ReleaseModel

/// `roller check`: is everything that people edit well-formed, and may it land?
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check version_info.json, schedules/ and packages/, and name every mistake.",
    discussion: """
      Without options, reads the files of the checkout around the current folder. With --staged what
      is staged, with --commit, --range or --pull-request each commit against its first parent: pins
      that move forward or for a reason, messages that say what moved. The hooks, the required check
      on pull requests and the bot use this same checker.

      All mistakes are named at once, each with its place, what was found, what was expected and a
      hint. Writes nothing, and does not contact upstreams without --ask-upstream. With it, what could
      not be asked fails the check.

          roller check --range origin/main.. --ask-upstream

      Exit code 3 for bad data, 4 for what is well-formed and not allowed, 5 for what an upstream or a
      mirror did not answer, 6 for a revision or version that upstream does not have.
      """)

  @Flag(help: "Check what is staged, as git commit would take it.")
  var staged = false

  @Option(help: ArgumentHelp("Check one commit.", valueName: "rev"))
  var commit: String?

  @Option(
    help: ArgumentHelp("Check each commit of TIP that BASE does not have.", valueName: "base..tip"))
  var range: String?

  @Option(
    help: ArgumentHelp(
      "Check each commit that merging HEAD into BASE would add.", valueName: "base"))
  var pullRequest: String?

  @Flag(help: "Ask the upstreams of moved components; what cannot be asked fails the check.")
  var askUpstream = false

  @OptionGroup var mirrors: MirrorOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() async throws {
    let scope = try CheckScope(
      staged: staged, commit: commit, range: range, pullRequest: pullRequest)
    guard !askUpstream || scope != .folder else {
      throw ValidationError(
        "--ask-upstream needs --commit, --range, --pull-request or --staged, which say what moved")
    }
    switch scope {
    case .folder: try checkFolder()
    case .staged, .commit, .range: try await checkCommits(scope)
    }
  }

  private func checkFolder() throws {
    let folder = try ReleaseFolder(around: Surroundings.current.folder)
    let tree = try FolderTree(root: folder.root).tree()
    let findings = CheckedChange(from: nil, to: tree).findings(message: nil, answers: [:])
    guard findings.mistakes.isEmpty, let configuration = tree.configuration else {
      throw CommandFailure(Mistakes(findings.mistakes))
    }
    if json { return print(summary(of: configuration).text(.indented)) }
    for warning in configuration.warnings { print(warning) }
    print(
      "all is well: \(configuration.versionInfo.pins.components.count) pins, "
        + "\(configuration.schedules.count) schedules, \(configuration.packages.count) packages, "
        + "\(configuration.targets.count(where: \.isEnabled)) of "
        + "\(configuration.targets.count) targets enabled")
  }

  private func checkCommits(_ scope: CheckScope) async throws {
    let surroundings = Surroundings.current
    let check = ScopeCheck(scope: scope, surroundings: surroundings)
    let result = try await result(check, surroundings)
    if json { print(result.json.text(.indented)) } else { say(result, surroundings) }
    guard let code = result.all.exitCode else { return }
    throw CommandFailure(.init(rawValue: code) ?? .badData, "")
  }

  private func result(
    _ check: ScopeCheck, _ surroundings: Surroundings
  ) async throws -> ScopeResult {
    guard askUpstream else {
      let witness = surroundings.witness(mirrors: mirrors.mirror)
      return try check.result(witness.answers(to:))
    }
    let questions = try check.questions()
    let wiring = try Wiring(surroundings, ForgeOptions.parsed, mirrors: mirrors)
    let asked = try await interruptible {
      try await wiring.withMirrors {
        await AskedUpstreams(questions, mirrors: $0, wheels: wiring.wheelProof())
      }
    }
    return try check.result(asked.answers(to:))
  }

  private func say(_ result: ScopeResult, _ surroundings: Surroundings) {
    let text = FindingsText(style: Style(isColored: surroundings.isColored))
    let said = text.text(result.commits) + text.text(result.staged)
    if !said.isEmpty { print(said, terminator: "") }
    let count = result.all.mistakes.count
    print(
      count == 0
        ? "all is well: \(result.told)"
        : "\(count) mistake\(count == 1 ? "" : "s"): \(result.told)")
  }

  private func summary(of configuration: ReleaseConfiguration) -> JSONValue {
    [
      "pins": .integer(Int64(configuration.versionInfo.pins.components.count)),
      "schedules": .array(configuration.schedules.keys.sorted().map { .string("\($0)") }),
      "packages": .array(configuration.packages.keys.sorted().map { .string("\($0)") }),
      "warnings": .array(configuration.warnings.map { .string("\($0)") }),
    ]
  }
}
