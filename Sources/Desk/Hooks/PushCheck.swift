import ChangeChecks
import Git
import ReleaseModel

extension HookCall {
  /// Before a push leaves, and before a server takes one: the same rules on both ends.
  func checkPush(_ repository: borrowing CheckedRepository) throws -> HookEnd {
    var found = CheckReport()
    for reference in references {
      let mistakes = ReferenceRules(try PushedUpdate(reference, in: repository).update).mistakes
      found.files.mistakes += mistakes
      guard mistakes.isEmpty, let new = reference.new,
        reference.name.hasPrefix("refs/heads/")
      else { continue }
      found.commits += try CommitCheck(answers: answers, needsParents: false)
        .findings(of: new, excluding: bases(of: reference, repository), in: repository)
    }
    return .found(found, refusal: "refused")
  }

  private var references: [PushedReference] {
    if hook == .prePush, let pushed = PushedReference(framework: environment) {
      return [pushed]
    }
    return input().split(whereSeparator: \.isNewline).compactMap { line in
      hook == .preReceive
        ? PushedReference(received: line) : PushedReference(pushed: line)
    }
  }

  /// What the other side has already, as far as it is known here.
  private func bases(
    of reference: PushedReference, _ repository: borrowing CheckedRepository
  ) throws -> [ObjectID] {
    if let old = reference.old, try repository.git.contains(old) { return [old] }
    let isServer = hook == .preReceive
    let remote = arguments.first ?? environment["PRE_COMMIT_REMOTE_NAME"] ?? "origin"
    let prefix = isServer ? "refs/heads/" : "refs/remotes/\(remote)/"
    return try repository.git.references(withPrefix: prefix).map(\.peeled)
  }
}
