import Digest
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
    let own = try await recipes(of: head, base)
    summary.examination = own.examination
    let judged = try await timed(.search, &summary) { () throws(NightError) in
      try await validate(own)
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
      statuses: evidence.map { $0.status(on: head.revision) })
  }

  /// The first-parent line of the head; empty when the branch moved meanwhile.
  private func line(
    of branch: SlotBranch, _ head: SlotHead
  ) async throws(NightError) -> [Revision] {
    guard let name = BranchName("\(branch)") else { return [] }
    let facts = try await asking { () throws(ForgeError) in
      try await host.repository.refs(for: branch, main: name)
    }
    return facts.main.revision == head.revision ? facts.history.map(\.revision) : []
  }

  /// What the adopted commit itself says: its pins, judged by its own recipes, under the schedule as the
  /// rolled branch has it.
  private func recipes(
    of head: SlotHead, _ base: NightBase
  ) async throws(NightError) -> NightBase {
    let (configuration, validator) = try await readRecipes(at: head.revision, base.schedule)
    return NightBase(
      facts: base.facts, configuration: configuration, schedule: base.schedule, slot: base.slot,
      targets: base.schedule.targets.compactMap { configuration[target: $0] },
      validator: validator, restraints: base.restraints)
  }

  /// Validates the pins of `own` where the forge knows no verdict on them, and records what it showed.
  private func validate(_ own: NightBase) async throws(NightError) -> AdoptedVerdict {
    guard own.targets.count == own.schedule.targets.count else {
      return .red("its schedules/targets.json lacks a target of schedules/\(schedule).json")
    }
    var book = try await evidenceBook(own)
    let pins = own.configuration.versionInfo.pins
    let struck = try await struckPinSets()
    for target in own.targets where book.record(of: pins, on: target.name) == nil {
      let fresh = try own.version(after: book.everything)
      let version = book.version(of: pins) ?? fresh
      var job = ValidationJob(pins: pins, target: target, version: version)
      job.isAfresh = struck.contains(pins.digest)
      let record = await validation(of: job, own)
      guard record.verdict.answer != .unjudged else { return AdoptedVerdict(record) }
      try await asking { () throws(ForgeError) in try await host.repository.record([record]) }
      book = try await evidenceBook(own)
    }
    let records = own.targets.compactMap { book.record(of: pins, on: $0.name) }
    if let red = records.first(where: { $0.verdict != .green }) { return AdoptedVerdict(red) }
    guard records.count == own.targets.count else {
      return .unjudged("the evidence of its pins is not on the forge")
    }
    return .green(records)
  }

  /// One validation, tried again as often as the schedule allows while it shows nothing.
  private func validation(of job: ValidationJob, _ own: NightBase) async -> Evidence {
    let labels = job.pins.components.compactMap { job.pins[$0]?.label }
    var attempt = 1
    while true {
      observer.note(.validating(labels: labels, target: job.target.name, purpose: "adopted"))
      let validation = await own.validator.validate(job, progress: progress(on: job.target.name))
      let record = validation.evidence
      observer.note(
        .judged(
          ReportedValidation(
            labels: labels, target: job.target.name, verdict: record.verdict,
            isRemembered: false, milliseconds: record.milliseconds, purpose: "adopted",
            builds: record.builds)))
      guard record.verdict.answer == .unjudged, !Task.isCancelled,
        attempt < own.schedule.limits.attemptsPerPinSet
      else { return record }
      attempt += 1
    }
  }

  private func evidenceBook(_ own: NightBase) async throws(NightError) -> EvidenceBook {
    let evidence = try await asking { () throws(ForgeError) in try await host.repository.evidence()
    }
    return EvidenceBook(evidence, base: own, recipes: try await recipes(of: own))
  }
}

/// What the validation of adopted work showed.
private enum AdoptedVerdict: Sendable {
  /// One record for each target.
  case green([Evidence])
  case red(String)
  case unjudged(String)

  init(_ evidence: Evidence) {
    let place = "on \(evidence.subject.target): "
    switch evidence.verdict {
    case .green: self = .green([evidence])
    case .red(let because): self = .red(place + because)
    case .unjudged(let because): self = .unjudged(place + because)
    }
  }

  func outcome(branch: SlotBranch, head: SlotHead) -> NightSummary.Outcome {
    let name = "\(branch) at \(head.revision.abbreviated)"
    return switch self {
    case .green: .landed
    case .red(let because): .stopped(.workIsRed(branch: name, because: because))
    case .unjudged(let because): .tryLater(because: "\(name) could not be judged \(because)")
    }
  }
}

private func adoptedBody(_ decision: Decision, by person: String) -> String {
  """
  The commits of \(UntrustedText(person).codeSpan(limit: 80)) on this branch land as they are: \
  \(UntrustedText(decision.who).codeSpan(limit: 80)) adopted them, because \
  \(UntrustedText("\(decision.why)").codeSpan(limit: 300)).

  They are validated by their own recipes. A commit that is pushed on top is not covered.
  """
}
