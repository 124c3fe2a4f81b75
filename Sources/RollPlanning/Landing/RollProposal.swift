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
    if let step = facts.awaiting(required, on: head) { return step }
    guard landing.merge == .whenGreen else {
      return .stop(.waitsForPerson(number: facts.open?.number ?? 0))
    }
    return land(head, given: facts)
  }

  /// The head of the branch when it is this roll: the commit itself, or the platform's own merge of the
  /// rolled branch into it.
  private func head(in facts: ForgeFacts) -> Revision? {
    guard let slot = facts.slotBranch, slot.roll?.commit == commit else { return nil }
    return slot.revision
  }

  private func personsWord(in facts: ForgeFacts) -> LandingStop? {
    facts.slotBranch?.otherWork(on: branch)
      ?? facts.refusal(of: message.pinSet, schedule: message.schedule)?.closedByHand
  }

  private func present(_ head: Revision, given facts: ForgeFacts) -> NextStep? {
    if let step = facts.opening(pullRequest, at: head) { return step }
    let isOurs = facts.open.map { isOurTitle($0.title) } ?? false
    return facts.editing(pullRequest, at: head, title: isOurs ? pullRequest.title : nil)
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

  private func land(_ head: Revision, given facts: ForgeFacts) -> NextStep {
    switch landing.method {
    case .platform:
      return facts.merging(head, title: message.subject, message: message.body)
    case .fastForward:
      if let refusal = facts.refusalOfPushes { return .stop(refusal) }
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
