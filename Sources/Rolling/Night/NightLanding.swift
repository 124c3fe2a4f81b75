import Errors
import ReleaseModel
import RollPlanning
import VersionDiffs

/// The second half of a night: what the search chose is proposed, landed and released.
struct NightLanding: Sendable {
  let night: Night
  let base: NightBase
  let retries: Retries
  let again: TryAgain?

  func land(
    _ searched: SearchLoop, _ before: NightSummary
  ) async throws(NightError) -> NightSummary {
    var summary = before
    // Another machine may have recorded the same verdict first: what the forge holds is the evidence.
    let evidence = try await asking { () throws(Failure) in
      try await night.host.repository.evidence()
    }
    let loop = searched.recorded(as: evidence)
    let differences = await night.differences(of: loop.report.bumps.map(\.bump), base)
    let chosen = ChosenRoll(
      report: loop.report, pins: loop.chosen, evidence: loop.evidence,
      version: loop.evidence.first?.version ?? loop.version, differences: differences)
    guard chosen.evidence.count == base.targets.count else {
      throw .tryLater(
        found: "the forge has no evidence of the chosen pins", hint: "roll again")
    }
    try await allow(chosen)
    let proposal = try await night.propose(chosen, base, onHead: retries.isOnHead)
    summary.proposalWasOnHead = proposal.base == base.facts.main.revision
    let end = try await night.timed(.land, &summary) { () throws(NightError) in
      try await night.drive(base.schedule) { proposal.nextStep(given: $0) }
    }
    summary.pullRequest = end.facts.pullRequests.first {
      $0.pinSet == chosen.pins.digest || $0.head == proposal.commit
    }
    if let stop = end.stop {
      summary.outcome = stop.outcome
      return summary
    }
    summary.hasLanded = true
    summary.differences = differences
    guard base.schedule.preRelease else { return summary }
    try await release(proposal, end.facts, evidence, &summary)
    return summary
  }

  /// Keeps the person's word that these pins may be tried again, if somebody had said no to them.
  private func allow(_ chosen: ChosenRoll) async throws(NightError) {
    let digest = chosen.pins.digest
    guard let again, base.facts.refusal(of: digest, schedule: night.schedule) != nil else { return }
    guard let why = Reason(again.why), let subject = DecisionSubject("\(night.schedule)"),
      let decision = Decision(
        .again, of: subject, to: PlainWord(digest.hexadecimal), who: again.who, why: why,
        when: night.clock.now())
    else { return }
    try await asking { () throws(Failure) in
      try await night.host.repository.decide(decision)
    }
  }

  private func release(
    _ proposal: RollProposal, _ facts: ForgeFacts, _ evidence: [Evidence],
    _ summary: inout NightSummary
  ) async throws(NightError) {
    guard let landed = facts.landing(of: proposal) else { return }
    let roll = try await night.landedRoll(
      landed, proposal.message, evidence: evidence, base)
    guard let roll else {
      summary.matters.append(.evidenceMissing(landed))
      return
    }
    let described = roll.described(by: summary.differences)
    summary.roll = described
    if let earlier = night.earlierTag(of: roll, facts, base) {
      night.observer.note(
        .note("\(earlier.name) already released these pins before they were reverted"))
      return
    }
    let end = try await night.timed(.release, &summary) { () throws(NightError) in
      try await night.publish(described, base)
    }
    if let stop = end.stop { summary.matters.append(stop.matter(of: landed)) }
    summary.release = end.facts.releases.first {
      $0.tag == "\(roll.release.tag.tag)" && !$0.isDraft
    }
  }
}
