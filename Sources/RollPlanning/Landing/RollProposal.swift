import Digest
import ReleaseModel

/// A green roll that is ready to land: all of its texts and ids are decided.
package struct RollProposal: Sendable, Equatable {
  package let branch: SlotBranch
  /// What it was built on.
  package let base: Revision
  package let commit: Revision
  package let landing: Landing
  package let pullRequest: PullRequestDraft
  /// One required status for each target.
  package let statuses: [StatusFacts]

  package init(
    branch: SlotBranch, base: Revision, commit: Revision, landing: Landing,
    pullRequest: PullRequestDraft, statuses: [StatusFacts]
  ) {
    self.branch = branch
    self.base = base
    self.commit = commit
    self.landing = landing
    self.pullRequest = pullRequest
    self.statuses = statuses
  }
}

extension RollProposal {
  /// The one step that brings this roll nearer to main, or why there is none.
  ///
  /// Level-triggered: it does not know what was done before, so it is right after a crash anywhere.
  package func nextStep(given facts: ForgeFacts) -> NextStep {
    if isLanded(in: facts) { return tidy(given: facts) }
    guard facts.main.revision == base else {
      return .stop(.mainMoved(to: facts.main.revision.abbreviated))
    }
    if let stop = personsWork(in: facts) { return .stop(stop) }
    guard facts.slotBranch?.revision == commit else {
      return .take(.pushBranch(branch, from: facts.slotBranch?.revision, to: commit))
    }
    if landing.pullRequest, let step = present(given: facts) { return step }
    if let step = report(given: facts) { return step }
    guard landing.merge == .whenGreen else { return waitForPerson(in: facts) }
    return .take(.fastForwardMain(from: base, to: commit))
  }

  private func isLanded(in facts: ForgeFacts) -> Bool {
    facts.history.contains { $0.revision == commit }
  }

  /// After landing: the forge shows the pull request as merged, and only then the branch goes, because
  /// deleting the head of an open pull request closes it unmerged.
  private func tidy(given facts: ForgeFacts) -> NextStep {
    if facts.pullRequests.contains(where: { $0.head == commit && $0.state == .open }) {
      return .wait(for: "the forge to show the pull request as merged")
    }
    guard facts.slotBranch?.revision == commit else { return .done }
    return .take(.deleteBranch(branch, at: commit))
  }

  private func personsWork(in facts: ForgeFacts) -> LandingStop? {
    if let head = facts.slotBranch, head.revision != commit, BumpMessage(head.message) == nil {
      return .branchHasOtherWork(branch: "\(branch)", head: head.revision.abbreviated)
    }
    let closed = facts.pullRequests.first { $0.head == commit && $0.state == .closed }
    return closed.map { .closedByHand(number: $0.number) }
  }

  private func present(given facts: ForgeFacts) -> NextStep? {
    guard let open = facts.pullRequests.first(where: { $0.state == .open }) else {
      return .take(.openPullRequest(pullRequest))
    }
    guard open.head == commit else {
      return .wait(for: "pull request #\(open.number) to follow its branch")
    }
    guard open.title == pullRequest.title, open.body == pullRequest.body else {
      return .take(.editPullRequest(number: open.number, pullRequest))
    }
    return nil
  }

  private func report(given facts: ForgeFacts) -> NextStep? {
    for wanted in statuses {
      let shown = facts.statuses.first {
        $0.context == wanted.context && $0.revision == commit
      }
      guard let shown else { return .take(.setStatus(wanted)) }
      if shown.state != .success {
        return .stop(.statusIsNotGreen(context: shown.context, state: shown.state.rawValue))
      }
      if shown.description != wanted.description { return .take(.setStatus(wanted)) }
    }
    return nil
  }

  private func waitForPerson(in facts: ForgeFacts) -> NextStep {
    let number = facts.pullRequests.first { $0.state == .open && $0.head == commit }?.number
    return .stop(.waitsForPerson(number: number ?? 0))
  }
}
