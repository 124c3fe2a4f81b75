import Errors
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes

extension Life {
  /// One night, in which people may be about, and which may be killed.
  mutating func night(_ schedule: ScheduleName) async throws {
    let isWrong = dice.chance(3)
    time.mistake(isWrong ? Int64(dice.number(1...400)) * 86_400 * (dice.chance(50) ? 1 : -1) : 0)
    await forge.show(time.now)
    let isKilled = dice.chance(20)
    let effects = await forge.effects.count
    await forge.inject(isKilled ? [fault(after: effects)] : [])
    await accompany(isBusy: dice.chance(15))
    let workshop = machines[dice.number(0...1)]
    if dice.chance(5) { await workshop.forget() }
    story.add("night \(schedule) at \(time.shown)\(isKilled ? ", killed" : "")")
    do throws(NightError) {
      let summary = try await rolling(schedule, workshop).roll(
        again: dice.chance(5) ? TryAgain(who: "ada", why: "it was the machine") : nil)
      story.add("  \(summary.outcome) \(summary.matters.map(\.name))")
    } catch {
      story.add("  \(error)")
      try allow(error, isKilled: isKilled, isWrong: isWrong)
    }
    await forge.interfere(nil)
    await forge.inject([])
    time.mistake(0)
    witness.look(at: await forge.state)
    try witness.check()
  }

  private mutating func fault(after effects: Int) -> InMemoryForge.Fault {
    InMemoryForge.Fault(
      effect: effects + dice.number(0...12), side: dice.chance(50) ? .before : .after,
      error: Failure(
        .unavailable(afterSeconds: nil), doing: "being killed", found: "SIGKILL",
        hint: "start again"))
  }

  func rolling(_ schedule: ScheduleName, _ workshop: MatrixWorkshop) -> Night {
    let (time, forge) = (time, forge)
    return Night(
      schedule: schedule,
      ports: NightPorts(upstream: upstream, workshop: workshop, host: forge.host),
      clock: NightClock(
        now: { time.shown }, milliseconds: { 0 },
        sleep: { pause in
          time.pass(pause.components.seconds)
          let now = time.now
          await forge.change { $0.now = now }
          await forge.show(now)
        }), observer: Unheard())
  }

  /// Watches each step, and lets people act between two of them when it is busy.
  private mutating func accompany(isBusy: Bool) async {
    let (witness, people, story) = (witness, people, story)
    let seed = dice.seed()
    let counter = Counter()
    await forge.interfere { world, step in
      witness.look(at: step, in: world)
      guard isBusy else { return }
      var dice = Dice(seed: seed &+ UInt64(counter.next()))
      if dice.chance(12) {
        // What was decided before is not undone by what happens in the same instant, but for what a
        // compare-and-swap can see.
        story.add("    meanwhile \(people.act(on: &world, &dice))")
      }
    }
  }

  /// What may end a night: a kill, a wrong clock, what passes.
  private func allow(_ error: NightError, isKilled: Bool, isWrong: Bool) throws {
    switch error {
    case .wrongClock: if isWrong { return }
    case .tryLater, .interrupted: return
    case .failed(let error):
      if case .unavailable = error.kind, isKilled { return }
    default: break
    }
    throw Violation(description: "a night ends by itself: \(error)")
  }
}

/// Listens to nobody.
private struct Unheard: NightObserver {
  func note(_ event: NightEvent) {}
}
