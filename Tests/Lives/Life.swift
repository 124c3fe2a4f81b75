import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Synchronization

/// The life of one release repository: nights, people, machines and accidents, from a seed.
package struct Life: Sendable {
  package let seed: UInt64
  let plan: LifePlan
  let time: LifeTime
  let upstream: LifeUpstream
  let forge: InMemoryForge
  let machines: [MatrixWorkshop]
  let witness: LifeWitness
  let people: LifePeople
  let story = LifeStory()
  var dice: Dice

  package init(seed: UInt64) {
    self.seed = seed
    var dice = Dice(seed: seed)
    plan = LifePlan(&dice)
    self.dice = dice
    time = LifeTime(plan.start)
    let upstream = LifeUpstream(LifePlan.components, at: plan.start)
    self.upstream = upstream
    let truth: MatrixWorkshop.Truth = { upstream.truth($0, $1) }
    var world = ForgeWorld(files: plan.files)
    world.rules = plan.rules
    world.now = plan.start
    forge = InMemoryForge(world)
    machines = [MatrixWorkshop(truth: truth), MatrixWorkshop(truth: truth)]
    witness = LifeWitness(truth: truth)
    people = LifePeople(witness: witness, plan: plan)
  }

  /// Lives for so many nights of each schedule, and ends with a calm week in which everything that can
  /// land must land; how many nights were rolled.
  package func run(days: Int) async throws -> Int {
    var life = self
    await forge.hide(rules: !plan.isOpenBook)
    var nights = 0
    for _ in 0..<days {
      try await life.day()
      nights += LifePlan.schedules.count
      // Now and then everything calms down, and all that waited must come to its end.
      if life.dice.chance(4) { nights += try await life.calm() }
    }
    nights += try await life.calm()
    return nights
  }

  /// What happened last, for the report of a failing life.
  package var ending: String { story.text }

  private mutating func day() async throws {
    let start = time.now
    releases()
    for (place, schedule) in LifePlan.schedules.enumerated() {
      time.go(to: Timestamp(seconds: start.seconds + (place == 0 ? 4 : 13) * 3_600))
      await interlude()
      try await night(schedule)
    }
    time.go(to: Timestamp(seconds: start.seconds + 86_400))
  }

  /// What upstreams do in a day.
  private mutating func releases() {
    for name in LifePlan.components {
      if dice.chance(35) {
        let jump = dice.chance(15) ? 1 : 0
        upstream.release(
          name, at: time.now, isBad: dice.chance(25),
          generation: upstream.generation(of: name) + jump)
      }
      let state: LifeUpstream.State = dice.chance(6) ? .unknown : dice.chance(3) ? .absent : .there
      upstream.set(name, state)
    }
    upstream.machineFails(dice.chance(5))
  }

  /// What people and checks do before a night.
  private mutating func interlude() async {
    var dice = Dice(seed: dice.seed())
    let (people, plan, now, story) = (people, plan, time.now, story)
    let acts = dice.chance(45) ? dice.number(1...3) : 0
    let seed = dice.seed()
    await forge.change { world in
      var dice = Dice(seed: seed)
      world.now = now
      LifeChecks(plan: plan).run(&world, &dice)
      for _ in 0..<acts { story.add(people.act(on: &world, &dice)) }
    }
  }
}

/// What happened, newest last.
final class LifeStory: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) {
    lines.withLock { lines in
      lines.append(line)
      if lines.count > 400 { lines.removeFirst(200) }
    }
  }

  var text: String { lines.withLock { $0.suffix(60).joined(separator: "\n") } }
}

/// The checks of pull requests: slow, red, lost, run again, or from the wrong app.
struct LifeChecks: Sendable {
  let plan: LifePlan

  func run(_ world: inout ForgeWorld, _ dice: inout Dice, isCalm: Bool = false) {
    guard plan.isGuarded else { return }
    for pull in world.pulls where pull.state == .open {
      guard isCalm || dice.chance(70) else { continue }
      let word =
        isCalm || dice.chance(70) ? "success" : dice.pick(["failure", "skipped", "neutral"])
      let app = isCalm || dice.chance(90) ? "actions" : "stranger"
      world.checkRuns.removeAll { $0.revision == pull.head && $0.app.slug == app }
      world.checkRuns.append(
        CheckRunFacts(
          revision: pull.head, name: "ci", app: CheckApp(slug: app),
          state: .ended(word ?? "success")))
    }
  }
}
