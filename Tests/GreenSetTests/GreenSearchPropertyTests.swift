import Testing

@testable import GreenSet

/// What must hold in every world, small enough to enumerate.
@Suite("Green search", .timeLimit(.minutes(20)))
struct GreenSearchPropertyTests {
  private static let seeds = 0..<160

  private func maker(_ seed: Int) -> WorldMaker {
    var maker = WorldMaker()
    maker.targets = 1 + seed % 3
    if seed % 5 == 0 {
      maker.components = 4...7
      maker.candidates = 3...30
    }
    return maker
  }

  @Test(
    "the chosen set was validated green on every target, and is the newest of those",
    arguments: seeds)
  func choosesTheBestValidated(seed: Int) throws {
    let world = try maker(seed).world(seed)
    for (workers, flake) in [(1, 0.0), (4, 0.0), (3, 0.05), (16, 0.1)] {
      let play = Play(
        world: world, settings: SearchSettings(flake: flake), workers: workers, seed: seed)
      let search = play.run().search
      #expect(search.status == .finished)
      #expect(world.isGreen(search.best))
      let greens = greensEverywhere(search)
      #expect(search.best == world.problem.today || greens.contains(search.best))
      #expect(greens.allSatisfy { world.lag($0) >= world.lag(search.best) })
    }
  }

  @Test(
    "every held component's next revision was validated red beside the chosen set", arguments: seeds
  )
  func provesEveryHold(seed: Int) throws {
    let world = try maker(seed).world(seed)
    let search = Play(world: world, workers: 1 + seed % 5).run().search
    for hold in search.report.holds {
      #expect(hold.proof == .validated)
      #expect(hold.firstBad == search.best[hold.component] + 1)
      let target = try #require(hold.target)
      #expect(search.validations.contains(Verdict(hold.bad, target: target, .red)))
      #expect(!world.isGreen(hold.bad, target: target))
    }
  }

  @Test(
    "no nogood holds a known green; each holds its bad point and its red plan", arguments: seeds)
  func keepsNogoodsHonest(seed: Int) throws {
    let world = try maker(seed).world(seed)
    var search = GreenSearch(world.problem)
    while let question = search.wanted().first {
      search.record(
        question, world.isGreen(question.point, target: question.target) ? .green : .red)
      for nogood in search.state.nogoods {
        let column = search.state.evidence[nogood.target]
        #expect(!column.greens.contains(where: nogood.box.holds))
        for culprit in nogood.culprits.map({ search.state.culprits[$0] }) {
          #expect(nogood.box.holds(culprit.bad) && column.isRed(culprit.bad))
          #expect(nogood.box.holds(culprit.goal) && column.isRed(culprit.goal))
          #expect(column.isGreen(culprit.good))
        }
      }
    }
  }

  @Test("a green head costs one validation on each target", arguments: 1...4)
  func asksOnceWhenAllIsWell(targets: Int) throws {
    var maker = WorldMaker(components: 3...9, candidates: 1...50, faults: 0...0)
    maker.targets = targets
    let world = try maker.world(targets)
    let result = Play(world: world).run()
    #expect(result.asked.count == targets)
    #expect(result.search.best == world.heads)
  }

  @Test("one break for good is found in the bits it holds and a few more", arguments: 0..<100)
  func findsOneBreakFast(seed: Int) throws {
    let maker = WorldMaker(
      components: 3...9, candidates: 1...60, faults: 1...1, kinds: [.brokenForGood], pins: false)
    let world = try maker.world(seed)
    let settings = SearchSettings(theta: nil, looksFurther: false)
    let result = Play(world: world, settings: settings).run()
    #expect(
      world.lag(result.search.best)
        == Space(world.problem).lag(
          try #require(world.newest(above: world.problem.today))))
    let broken = world.faults[0].box.spans[0].component
    var bits = 0
    while 1 << bits < world.heads.count * world.heads[broken] { bits += 1 }
    #expect(result.asked.count <= bits + 5)
  }

  @Test("where newer is never greener the result is always Pareto-maximal", arguments: 0..<150)
  func isMaximalInAntitoneWorlds(seed: Int) throws {
    let maker = WorldMaker(
      components: 2...5, candidates: 1...12, faults: 0...5,
      kinds: [.brokenForGood, .clash, .threeWay])
    let world = try maker.world(seed)
    let search = Play(world: world, workers: 1 + seed % 4).run().search
    #expect(world.improvement(on: search.best) == nil)
  }

  @Test(
    "nothing is asked twice without flakes, and the same evidence asks the same", arguments: seeds)
  func asksOnce(seed: Int) throws {
    let world = try maker(seed).world(seed)
    let first = Play(world: world, workers: 1 + seed % 3).run()
    #expect(Set(first.asked).count == first.asked.count)
    let again = Play(world: world, workers: 1 + seed % 3).run()
    #expect(first.search.validations == again.search.validations)
  }

  @Test("an interrupted search goes on from its log and asks nothing again", arguments: seeds)
  func replays(seed: Int) throws {
    let world = try maker(seed).world(seed)
    let workers = 1 + seed % 4
    let whole = Play(world: world, workers: workers).run()
    let log = whole.search.validations
    let done = Play(world: world, workers: workers, evidence: log).run()
    #expect(done.asked.isEmpty)
    #expect(done.search.best == whole.search.best)
    let broken = Array(log.prefix(log.count / 2))
    let resumed = Play(world: world, evidence: broken).run()
    #expect(
      resumed.asked.allSatisfy { question in
        !broken.contains { $0.point == question.point && $0.target == question.target }
      })
  }

  @Test("a budget is kept, and a larger one never ends older", arguments: 0..<40)
  func keepsItsBudget(seed: Int) throws {
    let world = try maker(seed).world(seed)
    var lag = Int.max
    for budget in 0...20 {
      let settings = SearchSettings(budget: budget)
      let search = Play(world: world, settings: settings, workers: 1 + seed % 3).run().search
      #expect(search.validations.count <= budget)
      #expect(world.isGreen(search.best))
      if seed % 3 == 0 {
        #expect(world.lag(search.best) <= lag)
        lag = world.lag(search.best)
      }
    }
  }

  @Test("results may come in any order, and late", arguments: seeds)
  func toleratesDisorder(seed: Int) throws {
    let world = try maker(seed).world(seed)
    let play = Play(world: world, workers: 2 + seed % 6, seed: seed, isDisorderly: true)
    let search = play.run().search
    #expect(search.status == .finished)
    #expect(world.isGreen(search.best))
    let greens = greensEverywhere(search)
    #expect(greens.allSatisfy { world.lag($0) >= world.lag(search.best) })
    #expect(search.report.holds.allSatisfy { $0.proof == .validated })
  }

  @Test("false carried culprits cost validations, never a red choice", arguments: seeds)
  func survivesFalseCulprits(seed: Int) throws {
    let world = try maker(seed).world(seed)
    var dice = Dice(seed)
    let carried = (0..<2).map { _ in
      let component = dice.roll(0...(world.heads.count - 1))
      let low = dice.roll(0...(world.heads[component] + 1))
      return CarriedCulprit(
        component: component, target: dice.roll(0...(world.problem.targets.count - 1)),
        box: Box([Span(component: component, low: low, high: world.heads[component])]))
    }
    let search = Play(world: world, carried: carried).run().search
    #expect(search.status == .finished)
    #expect(world.isGreen(search.best))
    #expect(search.report.holds.allSatisfy { $0.proof == .validated })
  }

  private func greensEverywhere(_ search: GreenSearch) -> [Point] {
    let greens = Set(search.validations.filter { $0.outcome == .green }.map(\.point))
    return greens.filter { point in
      search.problem.targets.indices.allSatisfy { target in
        search.validations.contains(Verdict(point, target: target, .green))
      }
    }
  }
}
