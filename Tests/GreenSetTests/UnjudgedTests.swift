import Testing

@testable import GreenSet

@Suite("Unjudged", .timeLimit(.minutes(20)))
struct UnjudgedTests {
  private func problem() throws -> Problem {
    try Problem(
      components: [
        Component(name: "a", landed: [0, 1, 2, 3]), Component(name: "b", landed: [0, 1, 2, 3]),
      ], targets: ["cpu", "gpu"])
  }

  @Test("an unjudged validation is asked again, and is no evidence")
  func asksAgain() throws {
    var search = GreenSearch(try problem())
    let first = try #require(search.wanted().first)
    search.record(first, .unjudged)
    #expect(search.wanted() == [first])
    #expect(search.validations.isEmpty)
    search.record(first, .green)
    #expect(search.wanted().first?.target == 1)
  }

  @Test("a machine that never judges ends as cannot judge, with the best green so far")
  func givesUp() throws {
    var search = GreenSearch(try problem(), SearchSettings(attempts: 2))
    var asked = 0
    while let question = search.wanted().first {
      asked += 1
      search.record(question, question.target == 0 ? .green : .unjudged)
    }
    #expect(asked == 3)
    #expect(search.status == .cannotJudge([Question([3, 3], target: 1, purpose: .plan)]))
    #expect(search.best == [0, 0])
    #expect(search.report.validations.count == 1)
  }

  @Test("a point that cannot be judged is walked around when a fault is looked for")
  func walksAround() throws {
    let world = World(
      problem: try Problem(
        components: [Component(name: "a", landed: (0...16).map(Double.init))], targets: ["t"]),
      faults: [.init(box: Box([Span(component: 0, low: 4, high: 16)]), target: nil)])
    var search = GreenSearch(world.problem)
    var broken: Question?
    while let question = search.wanted().first {
      if question.purpose == .cut, broken == nil { broken = question }
      let verdict: Outcome = world.isGreen(question.point) ? .green : .red
      search.record(question, question == broken ? .unjudged : verdict)
    }
    #expect(broken != nil)
    #expect(search.best == [3])
    #expect(search.status == .finished)
  }
}
