import Testing

@testable import GreenSet

@Suite("Timeline")
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
}
