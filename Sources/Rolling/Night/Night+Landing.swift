import ChangeChecks
import ReleaseModel
import RollPlanning
import VersionDiffs

extension Night {
  /// The chosen pin set as a commit with all of its texts; nothing is pushed yet.
  func propose(
    _ loop: SearchLoop, _ base: NightBase, _ differences: [BumpDifference]
  ) async throws(NightError) -> RollProposal {
    let evidence = loop.evidence
    let report = loop.report
    let message = BumpMessage(
      schedule: schedule, slot: base.slot, bumps: report.bumps.map(\.bump),
      pinSet: loop.chosen.digest, evidence: evidence)
    let info = try moved(base, by: report.bumps.map(\.bump))
    try check(info, message, base)
    let commit = try await asking { () throws(ForgeError) in
      try await forge.write(
        CommitDraft(
          parent: base.facts.main.revision, files: [VersionInfo.path: info.bytes],
          message: message.description, date: base.slot))
    }
    let texts = RollTexts(
      report: report, evidence: evidence, message: message, pins: loop.chosen,
      version: loop.version, differences: differences)
    let branch = SlotBranch(schedule)
    return RollProposal(
      branch: branch, base: base.facts.main.revision, commit: commit, landing: base.schedule.land,
      pullRequest: PullRequestDraft(
        branch: branch, head: commit, title: message.subject,
        body: texts.pullRequestBody(of: commit)),
      statuses: evidence.map { $0.status(on: commit) })
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

  /// Takes step after step, reading the facts before each, until the roll is on main or waits for a
  /// person; the last facts.
  func land(_ proposal: RollProposal) async throws(NightError) -> ForgeFacts {
    try await drive { proposal.nextStep(given: $0) }
  }

  /// Tags and publishes `roll`.
  func publish(_ roll: LandedRoll, _ base: NightBase) async throws(NightError) -> ReleaseFacts? {
    let release = roll.release
    let facts = try await drive(
      { release.nextStep(given: $0) },
      preparing: { (step) async throws(NightError) in try await prepare(step, roll, base) })
    return facts.releases.first { $0.tag == "\(release.tag.tag)" && !$0.isDraft }
  }

  private func drive(
    _ nextStep: (ForgeFacts) -> NextStep,
    preparing: (LandingStep) async throws(NightError) -> LandingStep = {
      (step) async throws(NightError) in step
    }
  ) async throws(NightError) -> ForgeFacts {
    var patience = Patience(clock: clock)
    while true {
      let facts = try await asking { () throws(ForgeError) in try await forge.facts(for: schedule) }
      switch nextStep(facts) {
      case .done: return facts
      case .stop(.waitsForPerson): return facts
      case .stop(let stop): throw .refused(stop)
      case .wait(let what):
        observer.note(.waiting(for: what))
        try await patience.wait(for: what)
      case .take(let step):
        observer.note(.step(step))
        try await take(try await preparing(step), &patience)
      }
    }
  }

  private func take(_ step: LandingStep, _ patience: inout Patience) async throws(NightError) {
    do throws(ForgeError) {
      try await forge.perform(step)
    } catch {
      // Somebody was faster: the next look at the facts says what that means.
      guard error.kind == .moved else { throw .forge(error) }
      try await patience.wait(for: error.found)
    }
  }
}

extension Evidence {
  /// The status that a pull request shows for this evidence; GitHub cuts a description at 140
  /// characters (<https://docs.github.com/en/rest/commits/statuses#create-a-commit-status>).
  fileprivate func status(on commit: Revision) -> StatusFacts {
    StatusFacts(
      revision: commit, context: "roller/\(subject.target)", state: .success,
      description: "\(checks.count) checks in \(self.milliseconds.milliseconds)"
        + ", evidence \(digest.hexadecimal.prefix(12))")
  }
}
