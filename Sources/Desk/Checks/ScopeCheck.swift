import ChangeChecks
import CommandLineTool
import Git
import ReleaseModel

/// Says what upstreams, or mirrors of them, say of moved pins.
package typealias UpstreamAnswers = ([UpstreamQuestion]) -> [ComponentName: UpstreamAnswer]

/// A check of what is staged or committed.
package struct ScopeCheck {
  let scope: CheckScope
  let place: RepositoryPlace

  package init(_ scope: CheckScope, in place: RepositoryPlace) {
    self.scope = scope
    self.place = place
  }

  /// What upstreams have to be asked.
  package func questions() throws -> [UpstreamQuestion] {
    var found: [UpstreamQuestion] = []
    _ = try result { questions in
      found += questions
      return [:]
    }
    return found
  }

  /// What was found, when upstreams say `answers`.
  package func result(_ answers: UpstreamAnswers) throws -> CheckReport {
    let repository = try CheckedRepository(place)
    return try withoutActuallyEscaping(answers) { answers in
      try result(CommitCheck(answers: answers, needsParents: true), repository)
    }
  }

  private func result(
    _ check: CommitCheck, _ repository: borrowing CheckedRepository
  ) throws -> CheckReport {
    switch scope {
    case .folder: return CheckReport(told: "nothing")
    case .staged:
      let head = try repository.git.reference(.head)?.peeled
      let tree = try repository.stagedTree(in: place.index, ifOtherThan: nil)
      let change = try tree.map { CheckedChange(from: try repository.pins(of: head), to: $0) }
      let findings = change.map { $0.findings(message: nil, answers: check.answers($0.questions)) }
      return CheckReport(files: findings ?? CheckFindings(), told: "what is staged")
    case .commit(let name):
      let id = try repository.git.commit(named: name)
      let found = try check.findings(of: id, in: repository)
      return CheckReport(commits: found.map { [$0] } ?? [], told: "1 commit")
    case .range(let base, let tip):
      let found = try check.findings(
        of: repository.git.commit(named: tip),
        excluding: [repository.git.commit(named: base)], in: repository)
      let count =
        found.isEmpty ? "no commit" : found.count == 1 ? "1 commit" : "\(found.count) commits"
      return CheckReport(
        commits: found, told: "\(count) of \(base)..\(tip) with pins, schedules or packages")
    }
  }
}
