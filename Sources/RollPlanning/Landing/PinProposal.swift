import ReleaseModel

/// A person's pins as a pull request: all of its texts and ids are decided.
package struct PinProposal: Sendable, Equatable {
  package let branch: SlotBranch
  package let commit: Revision
  package let pullRequest: PullRequestDraft

  package init(branch: SlotBranch, commit: Revision, pullRequest: PullRequestDraft) {
    self.branch = branch
    self.commit = commit
    self.pullRequest = pullRequest
  }
}

extension PinProposal {
  /// The one step that brings these pins nearer to a person who merges them, or why there is none.
  package func nextStep(given facts: ForgeFacts) -> NextStep {
    if facts.history.contains(where: { $0.revision == commit || $0.parents.contains(commit) }) {
      return RollTidying(branch: branch).nextStep(given: facts)
    }
    guard let head = facts.slotBranch else { return .take(.git(push(from: nil))) }
    if let work = head.otherWork(on: branch) { return .stop(work) }
    guard head.written == commit else { return .take(.git(push(from: head.revision))) }
    return facts.opening(pullRequest, at: head.revision)
      ?? facts.editing(pullRequest, at: head.revision, title: nil)
      ?? .stop(.waitsForPerson(number: facts.open?.number ?? 0))
  }

  private func push(from old: Revision?) -> RepositoryStep {
    .pushBranch(branch, from: old, to: commit)
  }
}
