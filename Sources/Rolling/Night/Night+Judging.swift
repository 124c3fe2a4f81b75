import Digest
import Errors
import ReleaseModel
import RollPlanning

extension Night {
  /// `roll` as it may be released: by its own evidence, or by a new one where the files that judge are
  /// not what they were when it was validated, or where a higher version was released before it.
  ///
  /// A merge by the platform or by a person is not bit for bit what was validated, and comes when they
  /// like; a commit that main was fast-forwarded to is, and came at its time.
  func judged(
    _ roll: LandedRoll, _ landed: CommitFacts, _ base: NightBase
  ) async throws(NightError) -> LandedRoll? {
    guard landed.parents.count > 1 || BumpMessage(landed.message) == nil else { return roll }
    let own = try await recipes(at: landed.revision, base)
    let now = try await recipes(of: own)
    let isLate =
      !base.facts.rises(roll.version, at: landed.revision)
      && base.facts.isNewestReleased(landed.revision, as: roll.version)
    let isOfOthers = !roll.evidence.allSatisfy { now[$0.subject.target] == $0.subject.recipe }
    guard isOfOthers || isLate else { return roll }
    observer.note(
      .note(
        "\(landed.revision.abbreviated) was merged "
          + (isOfOthers
            ? "onto other recipes than those that validated it" : "after a higher version")
          + "; it is validated again"))
    switch try await judge(
      own, because: "merged",
      by: { !isLate || base.facts.rises($0.version, at: landed.revision) })
    {
    case .green(let evidence): return roll.proved(by: evidence)
    case .red(let because):
      throw .tryLater(
        found: "the merge \(landed.revision.abbreviated) is red \(because)",
        hint: "fix main; nothing is released from it until it is green")
    case .unjudged(let because):
      throw .tryLater(
        found: "the merge \(landed.revision.abbreviated) could not be judged \(because)",
        hint: "roll again")
    }
  }

  /// What a commit that is not the base says: its pins, judged by its own recipes, under the schedule as
  /// the rolled branch has it.
  func recipes(
    at commit: Revision, _ base: NightBase
  ) async throws(NightError) -> NightBase {
    let (configuration, validator) = try await readRecipes(at: commit, base.schedule)
    return NightBase(
      facts: base.facts, configuration: configuration, schedule: base.schedule, slot: base.slot,
      targets: base.schedule.targets.compactMap { configuration[target: $0] },
      validator: validator, restraints: base.restraints)
  }

  /// Validates the pins of `own` where the forge knows no verdict on them, and records what it showed; of
  /// green ones those count that `isUsable`.
  func judge(
    _ own: NightBase, because purpose: String,
    by isUsable: @Sendable (Evidence) -> Bool = { _ in true }
  ) async throws(NightError) -> CommitVerdict {
    guard own.targets.count == own.schedule.targets.count else {
      return .red("its schedules/targets.json lacks a target of schedules/\(schedule).json")
    }
    var book = try await evidenceBook(own, isUsable)
    let pins = own.configuration.versionInfo.pins
    let struck = try await struckPinSets()
    for target in own.targets where book.record(of: pins, on: target.name) == nil {
      let fresh = try own.version(after: book.everything)
      let version = book.version(of: pins) ?? fresh
      var job = ValidationJob(pins: pins, target: target, version: version)
      job.isAfresh = struck.contains(pins.digest)
      let record = await validation(of: job, own, purpose)
      guard record.verdict.answer != .unjudged else { return CommitVerdict(record) }
      try await asking { () throws(Failure) in try await host.repository.record([record]) }
      book = try await evidenceBook(own, isUsable)
    }
    let records = own.targets.compactMap { book.record(of: pins, on: $0.name) }
    if let red = records.first(where: { $0.verdict != .green }) { return CommitVerdict(red) }
    guard records.count == own.targets.count else {
      return .unjudged("the forge has no evidence of its pins")
    }
    return .green(records)
  }

  /// One validation, tried again as often as the schedule allows while it shows nothing.
  private func validation(
    of job: ValidationJob, _ own: NightBase, _ purpose: String
  ) async -> Evidence {
    let labels = job.pins.components.compactMap { job.pins[$0]?.label }
    var attempt = 1
    while true {
      observer.note(.validating(labels: labels, target: job.target.name, purpose: purpose))
      let validation = await own.validator.validate(job, progress: progress(on: job.target.name))
      let record = validation.evidence
      observer.note(
        .judged(
          ReportedValidation(
            labels: labels, target: job.target.name, verdict: record.verdict,
            isRemembered: false, milliseconds: record.milliseconds, purpose: purpose,
            builds: record.builds)))
      guard record.verdict.answer == .unjudged, !Task.isCancelled,
        attempt < own.schedule.limits.attemptsPerPinSet
      else { return record }
      attempt += 1
    }
  }

  private func evidenceBook(
    _ own: NightBase, _ isUsable: (Evidence) -> Bool
  ) async throws(NightError) -> EvidenceBook {
    let evidence = try await asking { () throws(Failure) in try await host.repository.evidence()
    }
    var book = EvidenceBook(evidence, base: own, recipes: try await recipes(of: own))
    book.forget { $0.verdict == .green && !isUsable($0) }
    return book
  }
}

/// What the validation of one commit showed.
enum CommitVerdict: Sendable {
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
