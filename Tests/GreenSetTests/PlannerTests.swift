import Testing

@testable import GreenSet

@Suite("Planner", .timeLimit(.minutes(20)))
struct PlannerTests {
  @Test("finds the least lag that plain enumeration finds", arguments: 0..<60)
  func equalsEnumeration(seed: Int) throws {
    let world = try WorldMaker().world(seed)
    let plan = try #require(world.newest(above: world.problem.today))
    #expect(world.isGreen(plan))
    #expect(world.lag(plan) == world.leastLag)
  }

  @Test("what it finds is Pareto-maximal by plain enumeration", arguments: 0..<60)
  func isMaximal(seed: Int) throws {
    let world = try WorldMaker().world(seed)
    let plan = try #require(world.newest(above: world.problem.today))
    let better = world.points.filter { $0 != plan && plan.isAtMost($0) && world.isGreen($0) }
    #expect(better.isEmpty)
  }

  @Test("an improvement is found exactly when plain enumeration finds one", arguments: 0..<30)
  func findsImprovements(seed: Int) throws {
    let world = try WorldMaker().world(seed)
    for point in world.points where world.isGreen(point) {
      let better = world.points.contains { $0 != point && point.isAtMost($0) && world.isGreen($0) }
      #expect((world.improvement(on: point) != nil) == better)
    }
  }

  @Test("gives up after so many steps")
  func givesUp() throws {
    let problem = try Problem(
      components: (0..<4).map { Component(name: "c\($0)", landed: [0, 1, 2, 3]) }, targets: ["t"])
    let boxes = (0..<3).flatMap { i in
      (i + 1..<4).map { j in
        Box([Span(component: i, low: 1, high: 3), Span(component: j, low: 1, high: 3)])
      }
    }
    #expect(Planner(Space(problem), limit: 2).newest(outside: boxes) == nil)
    #expect(Planner(Space(problem), limit: 1000).newest(outside: boxes) != nil)
  }
}
