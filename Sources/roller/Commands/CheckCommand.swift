import ArgumentParser
import ChangeChecks
import CommandLineTool
import Desk
import JSON
import Mirrors
import ReleaseModel
import Terminal

/// `roller check`: checks that the files people edit are well-formed and may land.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check version_info.json, schedules/ and packages/, and report every mistake.",
    usage: """
      roller check [--staged | --commit <rev> | --range <base..tip> |
                           --pull-request <base>] [options]
      """,
    discussion: """
      Without options, checks the files of the current checkout. With --staged,
      checks the staged files; with --commit, --range or --pull-request, checks
      each commit against its first parent: pins must move forward or give a
      reason, and the message must say what moved. The hooks, the required check
      on pull requests and the bot use this same checker.

      Reports all mistakes at once, each with its place, the value found, the
      value expected and a hint. Writes nothing. Contacts upstreams only with
      --ask-upstream, and then fails if an upstream does not answer.

          roller check --range origin/main.. --ask-upstream

      Exit codes: 3 bad data, 4 well-formed but not allowed, 5 an upstream or a
      mirror did not answer, 6 upstream does not have a revision or version.
      """)

  @Flag(help: "Check the staged files, as git commit would record them.")
  var staged = false

  @Option(help: ArgumentHelp("Check one commit.", valueName: "rev"))
  var commit: String?

  @Option(
    help: ArgumentHelp("Check each commit that is in TIP but not in BASE.", valueName: "base..tip"))
  var range: String?

  @Option(
    help: ArgumentHelp(
      "Check each commit that merging HEAD into BASE would add.", valueName: "base"))
  var pullRequest: String?

  @Flag(help: "Ask the upstreams of moved components; fail if one does not answer.")
  var askUpstream = false

  @OptionGroup var mirrors: MirrorOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() async throws {
    let scope = try scope()
    guard !askUpstream || scope != .folder else {
      throw ValidationError(
        "--ask-upstream needs --commit, --range, --pull-request or --staged, which define what moved"
      )
    }
    switch scope {
    case .folder: try checkFolder()
    case .staged, .commit, .range: try await checkCommits(scope)
    }
  }

  /// The one that the options name; more than one is a contradiction.
  private func scope() throws -> CheckScope {
    var named: [CheckScope] = staged ? [.staged] : []
    named += commit.map { [.commit($0)] } ?? []
    named += pullRequest.map { [.range(base: $0, tip: "HEAD")] } ?? []
    if let range { named.append(try parsed(range)) }
    guard named.count < 2 else {
      throw ValidationError("use only one of --staged, --commit, --range and --pull-request")
    }
    return named.first ?? .folder
  }

  private func parsed(_ text: String) throws -> CheckScope {
    guard let dots = text.firstRange(of: ".."), !text[dots.upperBound...].hasPrefix("."),
      dots.lowerBound > text.startIndex
    else { throw ValidationError("--range: found \"\(text)\"; expected BASE..TIP") }
    let tip = text[dots.upperBound...]
    return .range(base: String(text[..<dots.lowerBound]), tip: tip.isEmpty ? "HEAD" : String(tip))
  }

  private func checkFolder() throws {
    let surroundings = Surroundings.current
    let folder = try ReleaseFolder(around: surroundings.folder)
    let tree = try FolderTree(root: folder.root).tree()
    let findings = CheckedChange(from: nil, to: tree).findings(message: nil, answers: [:])
    guard findings.mistakes.isEmpty, let configuration = tree.configuration else {
      throw CommandFailure(Mistakes(findings.mistakes))
    }
    let text = ConfigurationText(configuration)
    if json { print(text.json.text(.indented)) } else { surroundings.show(text.text) }
  }

  private func checkCommits(_ scope: CheckScope) async throws {
    let surroundings = Surroundings.current
    let check = ScopeCheck(scope, in: try surroundings.repositoryPlace())
    let result = try await result(check, surroundings)
    if json {
      print(result.json.text(.indented))
    } else {
      surroundings.show(FindingsText(surroundings.output).report(result))
    }
    guard let code = result.all.exitCode else { return }
    throw CommandFailure(.init(rawValue: code) ?? .badData, "")
  }

  private func result(
    _ check: ScopeCheck, _ surroundings: Surroundings
  ) async throws -> CheckReport {
    guard askUpstream else {
      return try check.result(surroundings.witness(mirrors: mirrors.mirror).answers(to:))
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
}
