import ChangeChecks
import Git
import ReleaseModel

/// Before a push leaves, and before a server takes one: the same rules on both ends.
struct PushCheck {
  let call: HookCall

  func code(_ repository: borrowing CheckedRepository) throws -> Int32 {
    var all = CheckFindings()
    var text = ""
    for reference in references {
      var findings = CheckFindings()
      findings.mistakes =
        ReferenceRules(try PushedUpdate(reference, in: repository).update).mistakes
      text += call.text.text(findings)
      all.add(findings)
      guard findings.mistakes.isEmpty, let new = reference.new,
        reference.name.hasPrefix("refs/heads/")
      else { continue }
      let commits = try CommitCheck(answers: call.witness.answers(to:), needsParents: false)
        .findings(
          of: new, excluding: bases(of: reference, repository), in: repository)
      text += call.text.text(commits)
      for commit in commits { all.add(commit.findings) }
    }
    return call.end(text, all, refused: "refused")
  }

  private var references: [PushedReference] {
    if call.hook == .prePush, let pushed = PushedReference(framework: call.environment) {
      return [pushed]
    }
    return call.input().split(whereSeparator: \.isNewline).compactMap { line in
      call.hook == .preReceive
        ? PushedReference(received: line) : PushedReference(pushed: line)
    }
  }

  /// What the other side has already, as far as it is known here.
  private func bases(
    of reference: PushedReference, _ repository: borrowing CheckedRepository
  ) throws -> [ObjectID] {
    if let old = reference.old, try repository.git.contains(old) { return [old] }
    let isServer = call.hook == .preReceive
    let remote = call.arguments.first ?? call.environment["PRE_COMMIT_REMOTE_NAME"] ?? "origin"
    let prefix = isServer ? "refs/heads/" : "refs/remotes/\(remote)/"
    return try repository.git.references(withPrefix: prefix).map(\.peeled)
  }
}
