import ChangeChecks
import Git
import JSON
import ReleaseModel

/// A check of what is staged or committed.
struct ScopeCheck {
  let scope: CheckScope
  let surroundings: Surroundings

  /// The components that `witness` could not say everything of: those to ask.
  func components(_ witness: UpstreamWitness) throws -> [Component] {
    var found: [ComponentName: Component] = [:]
    try eachChange { change, _ in
      for question in change.questions { found[question.component.name] = question.component }
    }
    return found.keys.sorted().compactMap { found[$0] }
  }

  func result(_ witness: UpstreamWitness) throws -> ScopeResult {
    let repository = try repository()
    switch scope {
    case .folder: return ScopeResult(told: "nothing")
    case .staged:
      var findings = CheckFindings()
      try eachChange { change, _ in
        findings = change.findings(
          message: nil, answers: witness.answers(to: change.questions))
      }
      return ScopeResult(staged: findings, told: "what is staged")
    case .commit(let name):
      let id = try repository.git.commit(named: name)
      let found = try CommitCheck(witness: witness).findings(of: id, in: repository)
      return ScopeResult(commits: found.map { [$0] } ?? [], told: "1 commit")
    case .range(let base, let tip):
      let found = try CommitCheck(witness: witness).findings(
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

  private func eachChange(_ body: (CheckedChange, ObjectID?) throws -> Void) throws {
    let place = try RepositoryPlace(
      environment: surroundings.environment, folder: surroundings.folder)
    let repository = try CheckedRepository(place)
    switch scope {
    case .folder: return
    case .staged:
      let head = try repository.git.reference(.head)?.peeled
      guard let tree = try repository.stagedTree(in: place.index, ifOtherThan: nil) else { return }
      try body(CheckedChange(from: repository.pins(of: head), to: tree), nil)
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
    _ body: (CheckedChange, ObjectID?) throws -> Void
  ) throws {
    for id in commits {
      let commit = try repository.git.commit(id)
      guard try repository.changesRelease(commit) else { continue }
      let change = CheckedChange(
        from: try repository.pins(of: commit.parents.first), to: try repository.tree(of: id))
      try body(change, id)
    }
  }
}
