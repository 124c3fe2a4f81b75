import ChangeChecks
import Git
import ReleaseModel

/// Checks commits, each against its first parent: what hooks of pushes, the required check and
/// `roller check --range` do.
struct CommitCheck {
  /// What upstreams, or mirrors of them, say.
  let answers: UpstreamAnswers
  /// Whether a commit whose parent a shallow clone left out fails the check. For hooks it does not: who
  /// pushes from such a clone has what the other side needs.
  let needsParents: Bool

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
    let parent = try repository.git.firstParent(of: commit)
    guard try repository.changesRelease(commit, since: parent) || message.claimsBumps else {
      return nil
    }
    if case .cutOff(let parent) = parent {
      return CommitFindings(
        commit: commit, findings: try findings(of: commit, without: parent, repository))
    }
    let change = CheckedChange(
      from: try repository.pins(of: parent.id), to: try repository.tree(of: id))
    var paths: [String]?
    if let parent = parent.id {
      paths = try repository.git.changes(from: parent, to: id).map(\.path)
    }
    let findings = change.findings(
      message: message, answers: answers(change.questions),
      facts: RepositoryFacts(released: try repository.released(), changedPaths: paths))
    return CommitFindings(commit: commit, findings: findings)
  }

  /// What the files of `commit` have against them; what it moves is not known without `parent`.
  private func findings(
    of commit: Commit, without parent: ObjectID, _ repository: borrowing CheckedRepository
  ) throws(GitError) -> CheckFindings {
    let tree = try repository.tree(of: commit.id)
    var findings = CheckedChange(from: tree, to: tree).findings(message: nil, answers: [:])
    if needsParents {
      findings.mistakes.append(cutOff(commit, parent))
    } else {
      findings.notes.append(
        "not checked what \(commit.id.hexadecimal.prefix(10)) moves: this clone is shallow and lacks"
          + " its parent; run git fetch --unshallow to get it")
    }
    return findings
  }

  private func cutOff(_ commit: Commit, _ parent: ObjectID) -> Mistake {
    Mistake(
      file: "commit \(commit.id.hexadecimal.prefix(10))", place: .file,
      found: "no parent \(parent) in this clone, which is shallow",
      expected: "the parent, which is needed to see what the commit moves",
      hint:
        "run git fetch --unshallow; in GitHub Actions, set fetch-depth: 0 for actions/checkout")
  }
}
