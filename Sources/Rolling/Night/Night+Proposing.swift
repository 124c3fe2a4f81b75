import ChangeChecks
import Digest
import Errors
import ReleaseModel
import RollPlanning
import VersionDiffs

/// What a search chose, as what is proposed.
struct ChosenRoll: Sendable {
  let report: RollReport
  let pins: PinSet
  let evidence: [Evidence]
  let version: ReleaseVersion
  let differences: [BumpDifference]
}

extension Night {
  /// The chosen pin set as a commit with all of its texts; nothing is pushed yet.
  ///
  /// A proposal that stands already keeps its commit, so that approvals and checks stay with it, until
  /// it must follow the branch to land.
  func propose(
    _ chosen: ChosenRoll, _ base: NightBase, onHead: Bool
  ) async throws(NightError) -> RollProposal {
    let kept = base.standing(of: chosen)
    var fresh = BumpMessage(
      schedule: schedule, slot: kept?.message.slot ?? base.slot,
      bumps: chosen.report.bumps.map(\.bump), pinSet: chosen.pins.digest,
      evidence: chosen.evidence)
    fresh.asOf = kept.map(\.message.asOf) ?? asOf
    let written = kept.flatMap { roll in
      roll.message.says(fresh) && roll.baseFile == base.fileDigest
        && (!onHead || roll.parent == base.facts.main.revision) ? roll : nil
    }
    let message = written?.message ?? fresh
    let commit = try await commit(message, chosen, base, written)
    let branch = SlotBranch(schedule)
    return RollProposal(
      branch: branch, base: written?.parent ?? base.facts.main.revision, commit: commit,
      message: message, version: chosen.version, landing: base.schedule.land,
      pullRequest: PullRequestDraft(
        branch: branch, base: base.facts.branch, head: commit, title: message.subject,
        body: body(chosen, base, message, commit)),
      statuses: chosen.evidence.map { StatusFacts($0, on: commit) },
      required: base.schedule.required)
  }

  private func commit(
    _ message: BumpMessage, _ chosen: ChosenRoll, _ base: NightBase, _ written: WrittenRoll?
  ) async throws(NightError) -> Revision {
    if let written { return written.commit }
    let info = try moved(base, by: chosen.report.bumps.map(\.bump))
    try check(info, message, base)
    let main = base.facts.main
    return try await asking { () throws(Failure) in
      try await host.repository.write(
        CommitDraft(
          parent: main.revision, files: [VersionInfo.path: info.bytes],
          message: message.description, date: commitDate(slot: message.slot, parent: main.committed)
        ))
    }
  }

  private func body(
    _ chosen: ChosenRoll, _ base: NightBase, _ message: BumpMessage, _ commit: Revision
  ) -> String {
    let overdue = base.facts.openMatter(of: base.schedule, at: clock.now())
    let isOpen = base.facts.slotBranch?.roll?.commit == commit
    let texts = RollTexts(
      report: chosen.report, evidence: chosen.evidence, message: message, pins: chosen.pins,
      version: chosen.version, differences: chosen.differences,
      remarks: [isOpen ? overdue?.found : nil, following(chosen, base)].compactMap(\.self))
    return texts.pullRequestBody(of: commit)
  }

  /// What moved with others without having been judged.
  private func following(_ chosen: ChosenRoll, _ base: NightBase) -> String? {
    let moved = chosen.report.bumps.map(\.bump.component)
    let names = base.configuration.unjudged(by: base.schedule).filter(moved.contains)
      .map { "`\($0)`" }
    guard !names.isEmpty else { return nil }
    let them = names.count == 1 ? "it" : "them"
    return names.joined(separator: ", ")
      + " only moved together with the others: no package of this "
      + "schedule is made from \(them), so nothing here judged \(them)"
  }

  /// The checker of the hooks and of pull requests: a roll that they would refuse is not proposed.
  private func check(
    _ info: VersionInfo, _ message: BumpMessage, _ base: NightBase
  ) throws(NightError) {
    let mistakes = PinsChange(from: base.configuration.versionInfo, to: info).mistakes(
      ofRoll: message, schedules: base.configuration.schedules.keys.sorted())
    guard mistakes.isEmpty else { throw .badData(Mistakes(mistakes)) }
  }

  private func moved(_ base: NightBase, by bumps: [Bump]) throws(NightError) -> VersionInfo {
    do throws(StaleBump) { return try base.configuration.versionInfo.moving(bumps) } catch {
      throw .stale(error)
    }
  }
}

extension NightBase {
  fileprivate var fileDigest: SHA256Digest { SHA256Digest(of: configuration.versionInfo.bytes) }

  /// The roll of the branch, when it is the same roll: of this schedule, from the same pins to the
  /// same pins.
  fileprivate func standing(of chosen: ChosenRoll) -> WrittenRoll? {
    guard let roll = facts.slotBranch?.roll, roll.message.schedule == schedule.name,
      roll.pins.digest == chosen.pins.digest,
      roll.basePins.digest == configuration.versionInfo.pins.digest
    else { return nil }
    return roll
  }
}
