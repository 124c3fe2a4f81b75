import ChangeChecks
import CommandLineTool
import Git
import JSON
import ReleaseModel

/// A check of what is staged or committed.
struct ScopeCheck {
  let scope: CheckScope
  let surroundings: Surroundings

  /// What upstreams have to be asked.
  func questions() throws -> [UpstreamQuestion] {
    var found: [UpstreamQuestion] = []
    try eachChange { found += $0.questions }
    return found
  }

  /// What was found, when upstreams say `answers`.
  func result(
    _ answers: @escaping ([UpstreamQuestion]) -> [ComponentName: UpstreamAnswer]
  ) throws -> ScopeResult {
    let repository = try repository()
    let check = CommitCheck(answers: answers, needsParents: true)
    switch scope {
    case .folder: return ScopeResult(told: "nothing")
    case .staged:
      var findings = CheckFindings()
      try eachChange { change in
        findings = change.findings(message: nil, answers: answers(change.questions))
      }
      return ScopeResult(staged: findings, told: "what is staged")
    case .commit(let name):
      let id = try repository.git.commit(named: name)
      let found = try check.findings(of: id, in: repository)
      return ScopeResult(commits: found.map { [$0] } ?? [], told: "1 commit")
    case .range(let base, let tip):
      let found = try check.findings(
        of: repository.git.commit(named: tip),
        excluding: [repository.git.commit(named: base)], in: repository)
      return ScopeResult(
        commits: found, told: "\(found.count) commits of \(base)..\(tip) change what is checked")
    }
  }

  private func repository() throws -> CheckedRepository {
    try CheckedRepository(
      RepositoryPlace(environment: surroundings.environment, folder: surroundings.folder))
  }

  private func eachChange(_ body: (CheckedChange) throws -> Void) throws {
    let place = try RepositoryPlace(
      environment: surroundings.environment, folder: surroundings.folder)
    let repository = try CheckedRepository(place)
    switch scope {
    case .folder: return
    case .staged:
      let head = try repository.git.reference(.head)?.peeled
      guard let tree = try repository.stagedTree(in: place.index, ifOtherThan: nil) else { return }
      try body(CheckedChange(from: repository.pins(of: head), to: tree))
    case .commit(let name):
      try each([repository.git.commit(named: name)], repository, body)
    case .range(let base, let tip):
      let commits = try repository.git.newCommits(
        of: repository.git.commit(named: tip),
        excluding: [repository.git.commit(named: base)], limit: CommitCheck.limit)
      try each(commits, repository, body)
    }
  }

  private func each(
    _ commits: [ObjectID], _ repository: borrowing CheckedRepository,
    _ body: (CheckedChange) throws -> Void
  ) throws {
    for id in commits {
      let commit = try repository.git.commit(id)
      let parent = try repository.git.firstParent(of: commit)
      guard try repository.changesRelease(commit, since: parent) else { continue }
      // What a commit moves is not known without its parent, and the check says so.
      if case .cutOff = parent { continue }
      try body(
        CheckedChange(
          from: repository.pins(of: parent.id), to: repository.tree(of: id)))
    }
  }
}
