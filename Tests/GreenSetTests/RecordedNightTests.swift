import Testing

@testable import GreenSet

/// Real stalls of the family, where the innocent waited for weeks; here they land the same night.
@Suite("Recorded nights", .timeLimit(.minutes(60)))
struct RecordedNightTests {
  private func night(_ components: [(name: String, revisions: Int)], _ boxes: [Box]) throws -> World
  {
    World(
      problem: try Problem(
        components: components.map { name, revisions in
          Component(name: name, landed: (0...revisions).map { Double($0) / Double(revisions) })
        }, targets: ["linux-x86_64"]),
      faults: boxes.map { World.Fault(box: $0, target: nil) })
  }

  private func from(_ component: Int, _ low: Int, _ high: Int) -> Span {
    Span(component: component, low: low, high: high)
  }

  @Test("2023-04-28, the PJRT C API changes in xla: iree and jax land, xla stops before the break")
  func pjrtBreak() throws {
    let world = try night([("iree", 58), ("xla", 140), ("jax", 40)], [Box([from(1, 77, 140)])])
    let report = Play(world: world).run().search.report
    #expect(report.components[0] == .moved(to: 58))
    #expect(report.components[2] == .moved(to: 40))
    #expect(report.holds.map(\.component) == [1])
    #expect(report.holds.first?.firstBad == 77)
  }

  @Test("2023-05-21, jaxlib serialises newer StableHLO: iree lands, jaxlib names its partner")
  func jaxlibBehind() throws {
    let world = try night(
      [("iree", 40), ("xla", 90), ("jax", 30), ("jaxlib", 4)],
      [Box([from(2, 12, 30), from(3, 0, 2)]), Box([from(3, 3, 4), from(1, 60, 90)])])
    let report = Play(world: world).run().search.report
    #expect(report.components[0] == .moved(to: 40))
    #expect(world.improvement(on: report.chosen) == nil)
    #expect(report.holds.allSatisfy { $0.proof == .validated && $0.component != 0 })
  }

  @Test("2023-08-24, a component has nothing new any more: the others roll without it")
  func vanished() throws {
    let world = try night([("iree", 30), ("nvgpu", 0), ("xla", 50)], [Box([from(2, 41, 50)])])
    let report = Play(world: world).run().search.report
    #expect(report.chosen == [30, 0, 40])
    #expect(report.components[1] == .newestAlready)
  }

  @Test("the roller's own machine fails: nobody is blamed, and nothing is known")
  func ownMachine() throws {
    let world = try night([("iree", 30), ("xla", 50)], [])
    var search = GreenSearch(world.problem)
    while let question = search.wanted(workers: 4).first { search.record(question, .unjudged) }
    let report = search.report
    guard case .cannotJudge = report.status else {
      Issue.record("expected cannot judge, found \(report.status)")
      return
    }
    #expect(report.culprits.isEmpty && report.validations.isEmpty)
    #expect(report.chosen == world.problem.today)
  }
}
