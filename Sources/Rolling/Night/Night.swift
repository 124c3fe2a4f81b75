import ReleaseModel
import RollPlanning

/// One night of one schedule: survey, search, land, release.
///
/// It keeps nothing between its steps that the forge does not hold, so it may be killed anywhere and
/// started again.
package struct Night: Sendable {
  package let schedule: ScheduleName
  let upstream: any Upstream
  let workshop: any Workshop
  let host: Host
  let clock: NightClock
  let observer: any NightObserver
  /// The last day of what had landed upstream, for a roll as of then; nil for all that there is.
  let asOf: CalendarDate?

  package init(
    schedule: ScheduleName, ports: NightPorts, clock: NightClock, observer: any NightObserver,
    asOf: CalendarDate? = nil
  ) {
    self.schedule = schedule
    upstream = ports.upstream
    workshop = ports.workshop
    host = ports.host
    self.clock = clock
    self.observer = observer
    self.asOf = asOf
  }

  /// Says what a roll would try; writes nothing.
  package func plan() async throws(NightError) -> NightSummary {
    var summary = NightSummary(outcome: .nothingNewer)
    let base = try await timed(.facts, &summary) { () throws(NightError) in try await readBase() }
    let loop = try await surveyed(base, &summary)
    summary.report = loop.plan
    summary.outcome = loop.outcome(planOnly: true)
    summary.matters = matters(base)
    if let refused = base.facts.refusal(of: loop.chosen.digest, schedule: schedule) {
      summary.matters.append(refused.refusalMatter)
    }
    return summary
  }

  /// Rolls once. `again` lets pins be proposed that a person said no to.
  ///
  /// Plans again when the rolled branch moved meanwhile, the second time it leaves it to another
  /// night; and when the name of its version was taken meanwhile.
  package func roll(again: TryAgain? = nil) async throws(NightError) -> NightSummary {
    var retries = Retries()
    while true {
      let summary = try await attempt(retries, again)
      guard let stop = summary.stop, retries.mayGoOn(after: stop, on: summary.proposalWasOnHead)
      else { return summary }
      observer.note(.note("\(stop); planning again"))
    }
  }

  private func attempt(
    _ retries: Retries, _ again: TryAgain?
  ) async throws(NightError) -> NightSummary {
    var summary = NightSummary(outcome: .nothingNewer)
    let base = try await timed(.facts, &summary) { () throws(NightError) in try await readBase() }
    try mayRoll(base)
    let finished = try await timed(.finish, &summary) { () throws(NightError) in
      try await finishEarlierRolls(base)
    }
    summary.finished = finished.version
    summary.matters = finished.matters + matters(base)
    if let adopted = try await landAdopted(base, summary) { return adopted }
    var loop = try await surveyed(base, &summary)
    summary.matters += [try await checkClock(base)].compactMap(\.self)
    loop = try await timed(.search, &summary) { () throws(NightError) in
      var running = loop
      try await running.run()
      return running
    }
    if Task.isCancelled { throw .interrupted }
    observer.note(.chosen(loop.report))
    summary.report = loop.report
    summary.story = loop.story
    summary.outcome = loop.outcome(planOnly: false)
    guard !loop.report.bumps.isEmpty, !loop.shrinks(base.facts.slotBranch?.roll) else {
      try await withdraw(base, &summary)
      return summary
    }
    return try await NightLanding(night: self, base: base, retries: retries, again: again)
      .land(loop, summary)
  }

  /// The search before its first question.
  private func surveyed(
    _ base: NightBase, _ summary: inout NightSummary
  ) async throws(NightError) -> SearchLoop {
    summary.examination = base.examination
    let prospects = try await timed(.survey, &summary) { () throws(NightError) in
      await survey(base)
    }
    let space = SearchSpace(
      base: base.configuration.versionInfo.pins, schedule: base.schedule,
      surveys: prospects.surveys)
    return try await searchLoop(base, prospects: prospects, space: space)
  }

  func timed<Value: Sendable>(
    _ stage: NightStage, _ summary: inout NightSummary,
    _ body: () async throws(NightError) -> Value
  ) async throws(NightError) -> Value {
    let start = clock.milliseconds()
    observer.note(.stageBegan(stage))
    let value = try await body()
    let took = clock.milliseconds() - start
    observer.note(.stageEnded(stage, milliseconds: took))
    summary.stages.append((stage, took))
    return value
  }
}

/// The live parts of a night.
package struct NightPorts: Sendable {
  package let upstream: any Upstream
  package let workshop: any Workshop
  package let host: Host

  package init(upstream: any Upstream, workshop: any Workshop, host: Host) {
    self.upstream = upstream
    self.workshop = workshop
    self.host = host
  }
}

/// A person's word that pins may be proposed again although somebody closed their pull request.
package struct TryAgain: Sendable {
  package let who: String
  package let why: String

  package init(who: String, why: String) {
    self.who = who
    self.why = why
  }
}
