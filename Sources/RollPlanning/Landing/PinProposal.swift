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
    if let person = head.person {
      return .stop(
        .branchHasOtherWork(
          branch: "\(branch)", head: head.revision.abbreviated, by: person))
    }
    guard head.written == commit else { return .take(.git(push(from: head.revision))) }
    guard let open = facts.open else { return .take(.forge(.openPullRequest(pullRequest))) }
    guard open.head == head.revision else {
      return .wait(.forge("pull request #\(open.number) to follow its branch"))
    }
    let body = PullRequestBody(open.body).replacing(with: pullRequest.body)
    guard open.body == body else {
      return .take(
        .forge(
          .editPullRequest(
            number: open.number, over: open.body,
            PullRequestDraft(
              branch: branch, base: pullRequest.base, head: head.revision, title: open.title,
              body: body))))
    }
    return .stop(.waitsForPerson(number: open.number))
  }

  private func push(from old: Revision?) -> RepositoryStep {
    .pushBranch(branch, from: old, to: commit)
  }
}
