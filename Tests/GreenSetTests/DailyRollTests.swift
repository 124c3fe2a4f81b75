import Testing

@testable import GreenSet

/// A month of nights in worlds where something is stuck for long.
@Suite("Daily rolls", .timeLimit(.minutes(20)))
struct DailyRollTests {
  private static let days = 30

  /// A world that grows by a day's revisions, seen from the pins of the day before.
  private struct Month {
    let world: World
    let perDay: [Int]
    var pins: Point
    var carried: [(component: Int, target: Int, box: Box)] = []

    /// The problem of one day: candidates from the pins to what has landed.
    func problem(_ day: Int) throws -> Problem {
      let heads = perDay.map { $0 * (day + 1) }
      return try Problem(
        components: pins.indices.map { i in
          Component(
            name: "c\(i)",
            landed: (pins[i]...max(pins[i], heads[i])).map { Double($0) / Double(perDay[i]) },
            weight: 1_000 / perDay[i])
        }, targets: world.problem.targets)
    }

    mutating func roll(_ day: Int, carrying: Bool) throws -> (validations: Int, lag: Int) {
      let problem = try problem(day)
      let known = carrying ? carried.compactMap(today(problem)) : []
      var search = GreenSearch(problem, carried: known)
      while let question = search.wanted().first {
        let point = zip(pins, question.point).map { $0 + $1 }
        search.record(
          question, world.isGreen(point, target: question.target) ? .green : .red)
      }
      let report = search.report
      carried = report.carried.map { ($0.component, $0.target, shift($0.box, by: pins, problem)) }
      pins = zip(pins, report.chosen).map { $0 + $1 }
      return (report.validations.count, report.lag)
    }

    /// A region in today's candidates; its open ends stay open.
    private func today(
      _ problem: Problem
    ) -> ((component: Int, target: Int, box: Box)) -> CarriedCulprit? {
      { culprit in
        let spans = culprit.box.spans.map { span in
          let i = span.component
          return Span(
            component: i, low: max(0, span.low - pins[i]),
            high: span.high == .max ? problem.components[i].newest : span.high - pins[i])
        }
        guard spans.allSatisfy({ $0.low <= $0.high }),
          spans.contains(where: { $0.component == culprit.component && $0.low > 0 })
        else { return nil }
        return CarriedCulprit(
          component: culprit.component, target: culprit.target, box: Box(spans))
      }
    }

    private func shift(_ box: Box, by pins: Point, _ problem: Problem) -> Box {
      Box(
        box.spans.map { span in
          let isOpen = span.high == problem.components[span.component].newest
          return Span(
            component: span.component,
            low: span.low == 0 ? 0 : span.low + pins[span.component],
            high: isOpen ? .max : span.high + pins[span.component])
        })
    }
  }

  private func month(_ seed: Int) throws -> Month {
    var dice = Dice(seed)
    let perDay = (0..<dice.roll(3...9)).map { _ in dice.roll(1...7) }
    let heads = perDay.map { $0 * Self.days }
    var boxes: [Box] = []
    for _ in 0..<dice.roll(1...4) {
      let i = dice.roll(0...(perDay.count - 1))
      let (a, length) = (dice.roll(1...heads[i]), dice.roll(1...(perDay[i] * 12)))
      var spans = [Span(component: i, low: a, high: a + length)]
      let j = dice.roll(0...(perDay.count - 1))
      if dice.chance(0.4), j != i {
        spans.append(Span(component: j, low: max(1, a * perDay[j] / perDay[i]), high: heads[j]))
      }
      boxes.append(Box(spans))
    }
    let problem = try Problem(
      components: perDay.indices.map { Component(name: "c\($0)", landed: [0]) }, targets: ["t"])
    return Month(
      world: World(problem: problem, faults: boxes.map { .init(box: $0, target: nil) }),
      perDay: perDay, pins: Array(repeating: 0, count: perDay.count))
  }

  private func cost(carrying: Bool) throws -> (validations: Double, lag: Double) {
    var (validations, lag) = (0, 0)
    let worlds = 25
    for seed in 0..<worlds {
      var month = try month(seed)
      for day in 0..<Self.days {
        let night = try month.roll(day, carrying: carrying)
        validations += night.validations
        lag += night.lag
      }
    }
    let nights = Double(worlds * Self.days)
    return (Double(validations) / nights, Double(lag) / nights)
  }

  @Test("carried culprits make a night cheap, and leave nothing further behind")
  func carryingPays() throws {
    let without = try cost(carrying: false)
    let with = try cost(carrying: true)
    #expect(with.validations <= 3.5)
    #expect(with.validations < without.validations)
    #expect(with.lag <= without.lag * 1.02)
  }

  @Test("a day with one old culprit costs the plan, a release and a step")
  func oldCulpritCostsThree() throws {
    let world = World(
      problem: try Problem(
        components: ["a", "b"].map { Component(name: $0, landed: (0...9).map(Double.init)) },
        targets: ["t"]),
      faults: [.init(box: Box([Span(component: 0, low: 2, high: 9)]), target: nil)])
    let carried = CarriedCulprit(
      component: 0, target: 0, box: Box([Span(component: 0, low: 2, high: 9)]))
    let result = Play(world: world, carried: [carried]).run()
    #expect(result.search.best == [1, 9])
    #expect(result.asked.map(\.purpose) == [.plan, .release, .step])
    #expect(result.search.report.carried == [carried])
  }
}
