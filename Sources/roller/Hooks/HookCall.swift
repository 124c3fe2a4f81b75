import ChangeChecks
import CommandLineTool
import Foundation
import Git
import ReleaseModel
import Rolling

/// One call of a hook: what git gave it, and where its words go.
struct HookCall: Sendable {
  let hook: GitHook
  let arguments: [String]
  let surroundings: Surroundings
  /// What git writes to the hook's standard input, read when it is wanted.
  let input: @Sendable () -> String

  var environment: [String: String] { surroundings.environment }

  /// Does what the hook is for; a code other than 0 stops git where git lets it be stopped.
  func run() throws -> Int32 {
    let place = try RepositoryPlace(environment: environment, folder: surroundings.folder)
    let repository = try CheckedRepository(place)
    switch hook {
    case .preCommit: return try PreCommit(call: self, place: place).code(repository)
    case .prepareCommitMessage:
      return try MessagePreparation(call: self, place: place).code(repository)
    case .commitMessage: return try MessageCheck(call: self, place: place).code(repository)
    case .prePush, .preReceive: return try PushCheck(call: self).code(repository)
    case .postCheckout, .postMerge:
      // What only informs never makes a checkout look as if it had failed.
      if let line = try? MovedPins(call: self).line(repository) { say(line + "\n") }
      return 0
    }
  }

  /// The mirrors of this machine, as they are: a hook never waits for upstreams.
  var witness: UpstreamWitness { surroundings.witness() }

  func say(_ text: String) {
    tell(text)
  }

  /// Says what was found, and the code that git shall see.
  func end(_ text: String, _ findings: CheckFindings, refused: String) -> Int32 {
    say(text)
    guard let code = findings.exitCode else { return 0 }
    let count = findings.mistakes.count
    say("\(hook.rawValue): \(refused): \(count) mistake\(count == 1 ? "" : "s")\n")
    return code
  }

  var text: FindingsText { FindingsText(style: Style(isColored: surroundings.isColored)) }
}
