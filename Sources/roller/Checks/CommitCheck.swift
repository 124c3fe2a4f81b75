import ChangeChecks
import Git
import ReleaseModel

/// Checks commits, each against its first parent: what hooks of pushes, the required check and
/// `roller check --range` do.
struct CommitCheck {
  let witness: UpstreamWitness

  /// More new commits than this are nobody's pull request.
  static let limit = 1_000

  /// What the commits of `tip` that none of `bases` has have against them, oldest first.
  func findings(
    of tip: ObjectID, excluding bases: [ObjectID], in repository: borrowing CheckedRepository
  ) throws(GitError) -> [CommitFindings] {
    var found: [CommitFindings] = []
    for id in try repository.git.newCommits(of: tip, excluding: bases, limit: Self.limit) {
      if let findings = try findings(of: id, in: repository) { found.append(findings) }
    }
    return found
  }

  /// What `id` has against it; nil when it changes nothing that is checked and claims nothing.
  func findings(
    of id: ObjectID, in repository: borrowing CheckedRepository
  ) throws(GitError) -> CommitFindings? {
    let commit = try repository.git.commit(id)
    let message = ChangeMessage(commit.message)
    guard try repository.changesRelease(commit) || message.claimsBumps else { return nil }
    let parent = commit.parents.first
    let change = CheckedChange(
      from: try repository.pins(of: parent), to: try repository.tree(of: id))
    var paths: [String]?
    if let parent { paths = try repository.git.changes(from: parent, to: id).map(\.path) }
    let findings = change.findings(
      message: message, answers: witness.answers(to: change.questions),
      facts: RepositoryFacts(released: try repository.released(), changedPaths: paths))
    return CommitFindings(commit: commit, findings: findings)
  }
}
