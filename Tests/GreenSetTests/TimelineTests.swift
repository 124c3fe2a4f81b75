import Testing

@testable import GreenSet

@Suite("Timeline", .timeLimit(.minutes(20)))
struct TimelineTests {
  @Test("a component's revisions land by time, merged with the others'")
  func mergesByTime() throws {
    let space = Space(
      try Problem(
        components: [
          Component(name: "a", landed: [0, 10, 30]), Component(name: "b", landed: [0, 20]),
        ], targets: ["all"]))
    let timeline = Timeline(from: [0, 0], to: [2, 1], in: space)
    #expect(timeline.steps == [0, 1, 0])
    #expect(timeline.point(at: 2) == [1, 1])
    #expect(timeline.position(of: [1, 1]) == 2)
    #expect(timeline.position(of: [2, 0]) == nil)
  }

  @Test("what a revision pins lands with it, and is not cut apart")
  func bundlesPins() throws {
    let problem = try Problem(
      components: [
        Component(name: "a", landed: [0, 40, 80]), Component(name: "b", landed: [0, 10, 20, 90]),
      ], targets: ["all"], pins: [RecordedPins(component: 0, on: 1, pinned: [0, 2, 2])])
    let timeline = Timeline(from: [0, 0], to: [2, 3], in: Space(problem))
    #expect(timeline.steps == [1, 1, 0, 0, 1])
    #expect(timeline.endsBundle == [false, false, true, true, true])
  }

  @Test("is a chain of single revisions, whatever the pins say", arguments: 0..<300)
  func isAChain(seed: Int) throws {
    var dice = Dice(seed)
    let world = try WorldMaker(components: 2...5, candidates: 1...9).world(seed)
    let base = world.heads.map { dice.roll(0...$0) }
    let goal = zip(base, world.heads).map { dice.roll($0...$1) }
    let timeline = Timeline(from: base, to: goal, in: Space(world.problem))
    #expect(timeline.steps.count == zip(base, goal).reduce(0) { $0 + $1.1 - $1.0 })
    #expect(timeline.point(at: timeline.steps.count) == goal)
    var previous = base
    for (position, component) in timeline.steps.enumerated() {
      let next = timeline.point(at: position + 1)
      #expect(next == previous.moving(component, to: previous[component] + 1))
      #expect(timeline.position(of: next) == position + 1)
      previous = next
    }
  }

  @Test("knows exactly the points that it passes through", arguments: 0..<20)
  func knowsItsPoints(seed: Int) throws {
    let world = try WorldMaker(candidates: 1...4).world(seed)
    let timeline = Timeline(from: world.problem.today, to: world.heads, in: Space(world.problem))
    let passed = Set((0...timeline.steps.count).map(timeline.point))
    for point in world.points {
      #expect((timeline.position(of: point) != nil) == passed.contains(point))
    }
  }
}
