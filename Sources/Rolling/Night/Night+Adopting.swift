import Digest
import Errors
import ReleaseModel
import RollPlanning
import SafeText

extension Night {
  /// The night of a person's work that somebody adopted: it is validated and landed, and nothing else
  /// is proposed. Nil when the branch holds no such work.
  func landAdopted(
    _ base: NightBase, _ before: NightSummary
  ) async throws(NightError) -> NightSummary? {
    guard let head = base.facts.slotBranch,
      let decision = base.facts.adoption(of: head, schedule: schedule, at: clock.now()),
      !base.facts.hasLanded(head)
    else { return nil }
    var summary = before
    summary.matters += [try await checkClock(base)].compactMap(\.self)
    let unproved = try await work(head, decision, base, evidence: [])
    if let obstacle = unproved.obstacle(in: base.facts) {
      summary.outcome = obstacle.outcome
      return summary
    }
    let own = try await recipes(at: head.revision, base)
    summary.examination = own.examination
    let judged = try await timed(.search, &summary) { () throws(NightError) in
      try await judge(own, because: "adopted")
    }
    guard case .green(let evidence) = judged else {
      summary.outcome = judged.outcome(branch: unproved.branch, head: head)
      return summary
    }
    let work = try await work(head, decision, base, evidence: evidence)
    let end = try await timed(.land, &summary) { () throws(NightError) in
      try await drive(base.schedule) { work.nextStep(given: $0) }
    }
    summary.pullRequest = end.facts.pullRequests.first { $0.head == head.revision }
    summary.outcome = end.stop?.outcome ?? .landed
    summary.hasLanded = end.stop == nil
    if summary.hasLanded { try await release(head, evidence, base, &summary) }
    return summary
  }

  /// Releases it tonight when it still is a roll that names exactly this evidence; else the next roll's
  /// release has its pins.
  private func release(
    _ head: SlotHead, _ evidence: [Evidence], _ base: NightBase, _ summary: inout NightSummary
  ) async throws(NightError) {
    guard let message = head.commit.roll, message.schedule == schedule,
      message.validated.allSatisfy({ named in evidence.contains { $0.digest == named.evidence } })
    else { return }
    let finished = try await finishEarlierRolls(base)
    summary.finished = finished.version
    summary.matters += finished.matters
  }

  private func work(
    _ head: SlotHead, _ decision: Decision, _ base: NightBase, evidence: [Evidence]
  ) async throws(NightError) -> AdoptedWork {
    let branch = SlotBranch(schedule)
    return AdoptedWork(
      branch: branch, head: head.commit, line: try await line(of: branch, head),
      decision: decision, schedule: base.schedule,
      pullRequest: PullRequestDraft(
        branch: branch, base: base.facts.branch, head: head.revision,
        title: String(head.commit.message.prefix { $0 != "\n" }.prefix(200)),
        body: PullRequestBody.whole(adoptedBody(decision, by: head.person ?? "a person"))),
      statuses: evidence.map { StatusFacts($0, on: head.revision) })
  }

  /// The first-parent line of the head; empty when the branch moved meanwhile.
  private func line(
    of branch: SlotBranch, _ head: SlotHead
  ) async throws(NightError) -> [Revision] {
    guard let name = BranchName("\(branch)") else { return [] }
    let facts = try await asking { () throws(Failure) in
      try await host.repository.refs(for: branch, main: name)
    }
    return facts.main.revision == head.revision ? facts.history.map(\.revision) : []
  }
}

private func adoptedBody(_ decision: Decision, by person: String) -> String {
  """
  The commits of \(UntrustedText(person).codeSpan(limit: 80)) on this branch land as they are: \
  \(UntrustedText(decision.who).codeSpan(limit: 80)) adopted them, because \
  \(UntrustedText("\(decision.why)").codeSpan(limit: 300)).

  They are validated by their own recipes. Commits pushed on top are not covered.
  """
}
