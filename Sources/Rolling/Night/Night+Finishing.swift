import Errors
import ReleaseModel
import RollPlanning

/// What a night found of earlier ones.
struct EarlierRolls: Sendable {
  /// The version whose release is complete now.
  var version: ReleaseVersion?
  var matters: [Matter] = []
}

extension Night {
  /// Finishes what earlier nights landed and did not finish; what cannot be finished is named and stops
  /// nothing that follows.
  func finishEarlierRolls(_ base: NightBase) async throws(NightError) -> EarlierRolls {
    let tidying = RollTidying(branch: SlotBranch(schedule))
    let tidied = try await drive(base.schedule) { tidying.nextStep(given: $0) }.facts
    var earlier = EarlierRolls()
    guard base.schedule.preRelease else { return earlier }
    let evidence = try await asking { () throws(Failure) in try await host.repository.evidence()
    }
    for landed in tidied.unfinishedRolls(of: schedule, evidence: evidence)
    where !base.restraints.quarantine.takenBack.contains(landed.revision) {
      do throws(NightError) {
        try await finish(landed, tidied, evidence, base, &earlier)
      } catch {
        guard let matter = error.matter(of: landed) else { throw error }
        earlier.matters.append(matter)
      }
    }
    return earlier
  }

  private func finish(
    _ landed: CommitFacts, _ facts: ForgeFacts, _ evidence: [Evidence], _ base: NightBase,
    _ earlier: inout EarlierRolls
  ) async throws(NightError) {
    guard let message = landed.roll else { return }
    guard let roll = try await landedRoll(landed, message, evidence: evidence, base) else {
      earlier.matters.append(.evidenceMissing(landed))
      return
    }
    guard roll.release.nextStep(given: facts) != .done, earlierTag(of: roll, facts, base) == nil
    else { return }
    let described = roll.described(by: await differences(of: roll.bumps, base))
    let end = try await publish(described, base)
    if let stop = end.stop {
      earlier.matters.append(stop.matter(of: landed))
    } else {
      earlier.version = roll.version
    }
  }

  /// Closes the open roll of the schedule when its pins are no longer wanted.
  func withdraw(_ base: NightBase, _ summary: inout NightSummary) async throws(NightError) {
    guard let roll = base.facts.slotBranch?.roll else {
      let work = base.facts.workMatter(of: base.schedule, at: clock.now())
      summary.matters += [work].compactMap(\.self)
      return
    }
    guard let why = roll.unwanted(beside: base.configuration.versionInfo, base.restraints) else {
      return
    }
    let withdrawal = RollWithdrawal(
      branch: SlotBranch(schedule), roll: roll.commit, because: why, now: clock.now())
    _ = try await drive(base.schedule) { withdrawal.nextStep(given: $0) }
    observer.note(.note("\(SlotBranch(schedule)) is withdrawn: \(why)"))
  }

  /// What waits for people in the facts themselves.
  func matters(_ base: NightBase) -> [Matter] {
    [base.facts.openMatter(of: base.schedule, at: clock.now())].compactMap(\.self)
  }

  /// Refuses to go on by a clock that others contradict; a date of main that lies ahead of a confirmed
  /// clock, for the report.
  func checkClock(_ base: NightBase) async throws(NightError) -> Matter? {
    let now = clock.now()
    let skew = ClockSkew(
      of: now,
      against: ClockReference(
        forge: await host.forge.serverDate(), index: await upstream.serverDate()))
    if let refusal = skew.refusal {
      throw .wrongClock(found: refusal.found, hint: refusal.hint)
    }
    let main = base.facts.main
    return skew.lead(of: main.committed, at: now).map { seconds in
      Matter(
        name: "the date of \(main.revision.abbreviated)",
        found: futureDate(of: main.revision, main.committed, ahead: seconds),
        remedy: "nothing to do; this resolves itself with time")
    }
  }
}

extension Matter {
  /// The release of what landed as `landed`.
  fileprivate static func release(
    of landed: CommitFacts, found: String, remedy: String
  ) -> Matter {
    Matter(
      name: "release of \(landed.revision.abbreviated)", found: found, since: landed.committed,
      remedy: remedy)
  }

  /// A release that lacks the evidence that its roll names.
  static func evidenceMissing(_ landed: CommitFacts) -> Matter {
    .release(
      of: landed,
      found:
        "refs/roller/evidence lacks the evidence that its message names, so it is not released",
      remedy: "push that ref from a clone that has it; the roll itself is complete")
  }
}

extension LandingStop {
  func matter(of landed: CommitFacts) -> Matter {
    .release(of: landed, found: description, remedy: remedy)
  }

  /// How a night ends that stopped here.
  var outcome: NightSummary.Outcome {
    if case .waitsForPerson(let number) = self { return .waitsForPerson(number: number) }
    return .stopped(self)
  }
}

extension NightError {
  /// The same as a matter that need not stop what follows; nil for what concerns all of the night.
  fileprivate func matter(of landed: CommitFacts) -> Matter? {
    switch self {
    case .failed(let error) where error.kind == .rejected || error.kind == .malformed:
      .release(of: landed, found: error.summary, remedy: error.hint)
    case .notReproducible(let file):
      .release(
        of: landed,
        found: "\(file) was built again and its bytes differ from those that were validated",
        remedy: "upload the validated file by hand, or delete the draft")
    case .tryLater(let found, let hint):
      .release(of: landed, found: found, remedy: hint)
    case .stopped(let stop): stop.matter(of: landed)
    case .badData, .wrongClock, .unsearchable, .unknownSchedule, .disabled, .unjudgeable, .stale,
      .failed, .interrupted, .outOfVersions, .nothingToAdopt:
      nil
    }
  }
}
