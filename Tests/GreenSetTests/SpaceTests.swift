import Testing

@testable import GreenSet

@Suite("Space", .timeLimit(.minutes(20)))
struct SpaceTests {
  private func problem() throws -> Problem {
    try Problem(
      components: [
        Component(name: "compiler", landed: [0, 10, 30]), Component(name: "jax", landed: [0, 5]),
        Component(name: "runtime", landed: [0, 20, 25]),
      ], targets: ["t"], together: [[0, 2]])
  }

  @Test("tied components are one axis, landed when the last of them has")
  func tiesAreOneAxis() throws {
    let space = Space(try problem())
    #expect(space.groups == [[0, 2], [1]])
    #expect(space.landed[0] == [0, 20, 30])
    #expect(space.fold([2, 1, 2]) == [2, 1])
    #expect(space.fold([2, 1, 1]) == nil)
    #expect(space.fold([3, 1, 3]) == nil)
    #expect(space.unfold([2, 1]) == [2, 1, 2])
  }

  @Test("a whole window weighs the same for everybody unless said otherwise")
  func weighsWindows() throws {
    let space = Space(
      try Problem(
        components: [
          Component(name: "busy", landed: Array(repeating: 0, count: 101)),
          Component(name: "calm", landed: [0, 1]),
          Component(name: "heavy", landed: [0, 1], weight: 7),
        ], targets: ["t"]))
    #expect(space.lag([0, 1, 1]) == space.lag([100, 0, 1]))
    #expect(space.lag([100, 1, 0]) == 7)
  }

  @Test("tied components are never asked for apart", arguments: 1...4)
  func movesTiesTogether(workers: Int) throws {
    let world = World(
      problem: try problem(),
      faults: [.init(box: Box([Span(component: 0, low: 2, high: 2)]), target: nil)])
    let result = Play(world: world, workers: workers).run()
    #expect(result.asked.allSatisfy { $0.point[0] == $0.point[2] })
    #expect(result.search.best == [1, 1, 1])
    #expect(result.search.report.holds.map(\.component) == [0, 2])
  }

  @Test("ties that cannot hold are refused, with the reason")
  func refusesUnevenTies() {
    let components = [
      Component(name: "a", landed: [0, 1]), Component(name: "b", landed: [0, 1, 2]),
    ]
    #expect(throws: ProblemError.tiedUnevenly(components: ["a", "b"], candidates: [1, 2])) {
      try Problem(components: components, targets: ["t"], together: [[0, 1]])
    }
    #expect(throws: ProblemError.tiedTwice(component: "a")) {
      try Problem(components: components, targets: ["t"], together: [[0], [0]])
    }
    #expect(throws: ProblemError.noTargets) { try Problem(components: components, targets: []) }
    #expect(throws: ProblemError.unknownComponent(7)) {
      try Problem(components: components, targets: ["t"], together: [[7]])
    }
  }
}
