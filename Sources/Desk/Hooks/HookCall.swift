import ChangeChecks
import CommandLineTool
import Foundation
import Git
import ReleaseModel

/// One call of a hook: what git gave it.
package struct HookCall: Sendable {
  let hook: GitHook
  let arguments: [String]
  let environment: [String: String]
  /// What relative paths are relative to.
  let folder: URL
  /// What git writes to the hook's standard input, read when it is wanted.
  let input: @Sendable () -> String
  /// What the mirrors of this machine say, as they are: a hook never waits for upstreams.
  let answers: @Sendable ([UpstreamQuestion]) -> [ComponentName: UpstreamAnswer]

  package init(
    _ hook: GitHook, _ arguments: [String], _ surroundings: Surroundings,
    input: @escaping @Sendable () -> String,
    answers: @escaping @Sendable ([UpstreamQuestion]) -> [ComponentName: UpstreamAnswer]
  ) {
    self.hook = hook
    self.arguments = arguments
    environment = surroundings.environment
    folder = surroundings.folder
    self.input = input
    self.answers = answers
  }

  /// Does what the hook is for.
  package func run(in place: RepositoryPlace) throws -> HookEnd {
    let repository = try CheckedRepository(place)
    switch hook {
    case .preCommit: return try checkStaged(place, repository)
    case .prepareCommitMessage: return try prepareMessage(place, repository)
    case .commitMessage: return try checkMessage(place, repository)
    case .prePush, .preReceive: return try checkPush(repository)
    case .postCheckout, .postMerge:
      // What only informs never makes a checkout look as if it had failed.
      return (try? movedPins(repository)).flatMap(\.self).map(HookEnd.moved) ?? .silent
    }
  }

  /// Before a commit: what is staged must be what may land. The files of the folder do not count.
  private func checkStaged(
    _ place: RepositoryPlace, _ repository: borrowing CheckedRepository
  ) throws -> HookEnd {
    let head = try repository.git.reference(.head)?.peeled
    guard let staged = try repository.stagedTree(in: place.index, ifOtherThan: head) else {
      return .silent
    }
    let change = CheckedChange(from: try repository.pins(of: head), to: staged)
    let findings = change.findings(
      message: nil, answers: change.questions.isEmpty ? [:] : answers(change.questions),
      facts: RepositoryFacts(released: try repository.released()))
    return .found(
      CheckReport(files: findings), refusal: "not committed; fix it, then git add and commit again")
  }
}

/// What a hook came to.
package enum HookEnd: Sendable {
  case silent
  case moved(MovedPins)
  /// `refusal` says what git leaves undone because of the mistakes, if there are any.
  case found(CheckReport, refusal: String)

  /// A code other than 0 stops git where git lets it be stopped.
  package var exitCode: Int32 {
    if case .found(let result, _) = self { result.all.exitCode ?? 0 } else { 0 }
  }
}

extension CheckFindings {
  /// The exit code that the mistakes ask for; nil when there is none.
  package var exitCode: Int32? { mistakes.isEmpty ? nil : Mistakes(mistakes).exitCode }
}
