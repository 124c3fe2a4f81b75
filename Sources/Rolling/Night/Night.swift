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
  let forge: any Forge
  let clock: NightClock
  let observer: any NightObserver

  package init(
    schedule: ScheduleName, ports: NightPorts, clock: NightClock, observer: any NightObserver
  ) {
    self.schedule = schedule
    upstream = ports.upstream
    workshop = ports.workshop
    forge = ports.forge
    self.clock = clock
    self.observer = observer
  }

  /// Rolls once; plans again, at most three times, when main moves meanwhile.
  package func roll(planOnly: Bool = false) async throws(NightError) -> NightSummary {
    var attempts = 0
    while true {
      do throws(NightError) {
        return try await attempt(planOnly: planOnly)
      } catch {
        attempts += 1
        guard case .refused(.mainMoved) = error, attempts < 3 else { throw error }
        observer.note(.note(error.description))
      }
    }
  }

  private func attempt(planOnly: Bool) async throws(NightError) -> NightSummary {
    var summary = NightSummary(outcome: .nothingNewer)
    let base = try await timed(.facts, &summary) { () throws(NightError) in try await readBase() }
    summary.examination = base.examination
    if !planOnly {
      try mayRoll(base)
      summary.finished = try await timed(.finish, &summary) { () throws(NightError) in
        try await finishEarlierRoll(base)
      }
    }
    let prospects = try await timed(.survey, &summary) { () throws(NightError) in
      await survey(base)
    }
    let space = SearchSpace(
      base: base.configuration.versionInfo.pins, schedule: base.schedule,
      surveys: prospects.surveys)
    var loop = try await searchLoop(base, prospects: prospects, space: space)
    if !planOnly {
      try await timed(.search, &summary) { () throws(NightError) in try await loop.run() }
    }
    let report = planOnly ? loop.plan : loop.report
    if !planOnly { observer.note(.chosen(report)) }
    summary.report = report
    summary.story = loop.story
    summary.outcome = loop.outcome(planOnly: planOnly)
    guard !planOnly, !report.bumps.isEmpty else { return summary }
    return try await land(loop, base, summary)
  }

  private func land(
    _ loop: SearchLoop, _ base: NightBase, _ searched: NightSummary
  ) async throws(NightError) -> NightSummary {
    var summary = searched
    let differences = await differences(of: loop.report.bumps.map(\.bump), base)
    let proposal = try await propose(loop, base, differences)
    let landing = try await timed(.land, &summary) { () throws(NightError) in
      try await land(proposal)
    }
    summary.pullRequest = landing.pullRequests.first { $0.head == proposal.commit }
    guard landing.history.contains(where: { $0.revision == proposal.commit }) else {
      summary.outcome = .waitsForPerson(number: summary.pullRequest?.number ?? 0)
      return summary
    }
    guard base.schedule.preRelease else { return summary }
    let roll = try await landedRoll(at: proposal.commit, evidence: loop.book.all)
      .described(by: differences)
    summary.differences = differences
    summary.roll = roll
    if let earlier = earlierTag(of: roll, landing, base) {
      observer.note(.note("\(earlier.name) released these pins before they were taken back"))
      return summary
    }
    summary.release = try await timed(.release, &summary) { () throws(NightError) in
      try await publish(roll, base)
    }
    return summary
  }

  private func timed<Value: Sendable>(
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
  package let forge: any Forge

  package init(upstream: any Upstream, workshop: any Workshop, forge: any Forge) {
    self.upstream = upstream
    self.workshop = workshop
    self.forge = forge
  }
}
