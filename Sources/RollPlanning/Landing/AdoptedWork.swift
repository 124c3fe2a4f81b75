import ReleaseModel

/// A person's work on a slot branch that somebody adopted and that is green: it lands as it is.
package struct AdoptedWork: Sendable, Equatable {
  package let branch: SlotBranch
  /// The very commit that was adopted.
  package let head: CommitFacts
  /// The commits of its first-parent line, the head first.
  package let line: [Revision]
  package let decision: Decision
  package let landing: Landing
  /// Opened when there is none; what people wrote is left as it is.
  package let pullRequest: PullRequestDraft
  /// One status of ours for each target; empty until it was validated.
  package let statuses: [StatusFacts]
  /// What the schedule demands besides what the branch does.
  package let required: [RequiredCheck]

  package init(
    branch: SlotBranch, head: CommitFacts, line: [Revision], decision: Decision,
    schedule: Schedule, pullRequest: PullRequestDraft, statuses: [StatusFacts]
  ) {
    self.branch = branch
    self.head = head
    self.line = line
    self.decision = decision
    landing = schedule.land
    required = schedule.required
    self.pullRequest = pullRequest
    self.statuses = statuses
  }
}

extension AdoptedWork {
  /// Why it cannot land, whatever its validation shows; nil when nothing stands in the way.
  package func obstacle(in facts: ForgeFacts) -> LandingStop? {
    guard facts.slotBranch?.revision == head.revision else {
      return .mainMoved(to: facts.main.revision.abbreviated)
    }
    if let refusal = refusal(in: facts) { return refusal.closedByHand }
    guard line.contains(facts.main.revision) else {
      return .workIsBehind(branch: "\(branch)", main: "\(facts.branch)")
    }
    return nil
  }

  /// The one step that brings this work nearer to its branch, or why there is none.
  package func nextStep(given facts: ForgeFacts) -> NextStep {
    if facts.hasLanded(head.revision) { return RollTidying(branch: branch).nextStep(given: facts) }
    if let obstacle = obstacle(in: facts) { return .stop(obstacle) }
    if needsPullRequest, let step = facts.opening(pullRequest, at: head.revision) { return step }
    for wanted in statuses where !facts.statuses.contains(where: { $0.says(wanted) }) {
      return .take(.forge(.setStatus(wanted)))
    }
    if let step = facts.awaiting(required, on: head.revision) { return step }
    guard landing.merge == .whenGreen else {
      return .stop(.waitsForPerson(number: facts.open?.number ?? 0))
    }
    return land(facts)
  }

  private var needsPullRequest: Bool {
    landing.pullRequest || landing.method == .platform || landing.merge != .whenGreen
  }

  /// The pull request by whose closing, after the work was adopted, a person said no to it.
  private func refusal(in facts: ForgeFacts) -> PullRequestFacts? {
    guard facts.open == nil else { return nil }
    return facts.pullRequests.first { pull in
      pull.state == .closed && pull.head == head.revision && !pull.isClosedByRoller
        && pull.closing?.at.map { $0 > decision.when } ?? false
    }
  }

  private func land(_ facts: ForgeFacts) -> NextStep {
    switch landing.method {
    case .platform:
      let subject = head.message.prefix { $0 != "\n" }
      let rest = head.message.dropFirst(subject.count).drop { $0 == "\n" }
      return facts.merging(head.revision, title: String(subject), message: String(rest))
    case .fastForward:
      if let refusal = facts.refusalOfPushes { return .stop(refusal) }
      return .take(
        .git(.fastForward(facts.branch, from: facts.main.revision, to: head.revision)))
    }
  }
}

extension ForgeFacts {
  /// The decision by which a person adopted exactly `head`, if it is in force at `now`.
  package func adoption(
    of head: SlotHead, schedule: ScheduleName, at now: Timestamp
  ) -> Decision? {
    guard head.person != nil, let subject = DecisionSubject("\(schedule)"),
      let decision = decisions.standing(.adopt, of: subject, at: now),
      decision.value?.description == "\(head.revision)"
    else { return nil }
    return decision
  }
}
