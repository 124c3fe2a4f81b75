import Digest
import ReleaseModel

/// A green roll that is ready to land: all of its texts and ids are decided.
package struct RollProposal: Sendable, Equatable {
  package let branch: SlotBranch
  /// What it was built on; an ancestor of the rolled branch, not always its head.
  package let base: Revision
  package let commit: Revision
  package let message: BumpMessage
  package let version: ReleaseVersion
  package let landing: Landing
  package let pullRequest: PullRequestDraft
  /// One status of ours for each target.
  package let statuses: [StatusFacts]
  /// What the schedule demands besides what the branch does.
  package let required: [RequiredCheck]

  package init(
    branch: SlotBranch, base: Revision, commit: Revision, message: BumpMessage,
    version: ReleaseVersion, landing: Landing, pullRequest: PullRequestDraft,
    statuses: [StatusFacts], required: [RequiredCheck]
  ) {
    self.branch = branch
    self.base = base
    self.commit = commit
    self.message = message
    self.version = version
    self.landing = landing
    self.pullRequest = pullRequest
    self.statuses = statuses
    self.required = required
  }
}

extension RollProposal {
  /// The one step that brings this roll nearer to its branch, or why there is none.
  ///
  /// Level-triggered: it does not know what was done before, so it is right after a crash anywhere.
  package func nextStep(given facts: ForgeFacts) -> NextStep {
    if facts.landing(of: self) != nil {
      return RollTidying(branch: branch).nextStep(given: facts)
    }
    if let stop = personsWord(in: facts) { return .stop(stop) }
    if !facts.mayBear(version, message.pinSet) { return .stop(.versionTaken("\(version)")) }
    guard let head = head(in: facts) else {
      return .take(.git(.pushBranch(branch, from: facts.slotBranch?.revision, to: commit)))
    }
    if landing.pullRequest, let step = present(head, given: facts) { return step }
    if let step = report(head, given: facts) { return step }
    if let step = checks(on: head, given: facts) { return step }
    guard landing.merge == .whenGreen else { return waitForPerson(facts) }
    return land(head, given: facts)
  }

  /// The head of the branch when it is this roll: the commit itself, or the platform's own merge of the
  /// rolled branch into it.
  private func head(in facts: ForgeFacts) -> Revision? {
    guard let slot = facts.slotBranch, slot.roll?.commit == commit else { return nil }
    return slot.revision
  }

  private func personsWord(in facts: ForgeFacts) -> LandingStop? {
    if let head = facts.slotBranch, let person = head.person {
      return .branchHasOtherWork(
        branch: "\(branch)", head: head.revision.abbreviated, by: person)
    }
    let refused = facts.refusal(of: message.pinSet, schedule: message.schedule)
    return refused.map {
      .closedByHand(number: $0.number, by: $0.closing?.by, at: $0.closing?.at)
    }
  }

  private func present(_ head: Revision, given facts: ForgeFacts) -> NextStep? {
    guard let open = facts.open else { return .take(.forge(.openPullRequest(pullRequest))) }
    guard open.head == head else {
      return .wait(.forge("pull request #\(open.number) to follow its branch"))
    }
    let text = PullRequestBody(open.body).replacing(with: pullRequest.body)
    let title = isOurTitle(open.title) ? pullRequest.title : open.title
    guard open.title == title, open.body == text else {
      return .take(
        .forge(
          .editPullRequest(
            number: open.number, over: open.body,
            PullRequestDraft(
              branch: branch, base: pullRequest.base, head: head, title: title, body: text))))
    }
    return nil
  }

  /// A title that a person wrote is left as it is.
  private func isOurTitle(_ title: String) -> Bool {
    title.hasPrefix("Roll ") && title.hasSuffix("(\(message.schedule))")
  }

  private func report(_ head: Revision, given facts: ForgeFacts) -> NextStep? {
    for wanted in statuses.map({ $0.on(head) }) {
      let shown = facts.statuses.first { $0.context == wanted.context && $0.revision == head }
      guard let shown else { return .take(.forge(.setStatus(wanted))) }
      guard shown.state == .success else {
        return .stop(
          .checksAreNotGreen(
            ["\"\(shown.context)\" is \(shown.state.rawValue)"], number: facts.open?.number))
      }
      guard shown.says(wanted) else { return .take(.forge(.setStatus(wanted))) }
    }
    return nil
  }

  private func checks(on head: Revision, given facts: ForgeFacts) -> NextStep? {
    let standing = RequiredChecks(facts.rules.checks + required).standing(on: head, in: facts)
    let number = facts.open?.number
    if !standing.failed.isEmpty {
      return .stop(.checksAreNotGreen(standing.failed, number: number))
    }
    return standing.pending.isEmpty ? nil : .wait(.checks(standing.pending, number: number))
  }

  private func waitForPerson(_ facts: ForgeFacts) -> NextStep {
    .stop(.waitsForPerson(number: facts.open?.number ?? 0))
  }

  private func land(_ head: Revision, given facts: ForgeFacts) -> NextStep {
    switch landing.method {
    case .platform:
      guard let open = facts.open else { return .wait(.forge("the pull request")) }
      if open.isQueued { return .wait(.merge(number: open.number)) }
      return .take(
        .forge(
          .mergePullRequest(
            MergeRequest(
              number: open.number, head: head, title: message.subject, message: message.body,
              isQueued: facts.rules.demandsQueue))))
    case .fastForward:
      guard !facts.rules.demandsPullRequest, !facts.rules.demandsQueue else {
        return .stop(.branchTakesMergesOnly(branch: "\(facts.branch)"))
      }
      guard facts.main.revision == base, head == commit else {
        return .stop(.mainMoved(to: facts.main.revision.abbreviated))
      }
      return .take(.git(.fastForward(facts.branch, from: base, to: commit)))
    }
  }
}

extension StatusFacts {
  fileprivate func on(_ head: Revision) -> StatusFacts {
    StatusFacts(revision: head, context: context, state: state, description: description)
  }
}
