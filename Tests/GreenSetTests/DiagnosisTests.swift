import Testing

@testable import GreenSet

@Suite("Diagnosis", .timeLimit(.minutes(20)))
struct DiagnosisTests {
  private let settings = SearchSettings(diagnoses: true)

  private func world(_ faults: [Box]) throws -> World {
    World(
      problem: try Problem(
        components: ["iree", "xla", "jax", "jaxlib"].map {
          Component(name: $0, landed: (0...8).map(Double.init))
        }, targets: ["t"]),
      faults: faults.map { World.Fault(box: $0, target: nil) })
  }

  @Test("a break is reproduced by one bump from today's pins")
  func oneBump() throws {
    let world = try world([Box([Span(component: 1, low: 5, high: 8)])])
    let hold = try #require(Play(world: world, settings: settings).run().search.report.holds.first)
    #expect(hold.reproduction?.bumps == [.init(component: 1, revision: 5)])
    #expect(hold.reproduction?.point == [0, 5, 0, 0])
  }

  @Test("a clash names its partner's first bad revision")
  func twoBumps() throws {
    let clash = Box([Span(component: 1, low: 5, high: 8), Span(component: 2, low: 3, high: 8)])
    let report = Play(world: try world([clash]), settings: settings).run().search.report
    let hold = try #require(report.holds.first)
    let bumps = Set(hold.reproduction?.bumps ?? [])
    #expect(bumps == [.init(component: 1, revision: 5), .init(component: 2, revision: 3)])
  }

  @Test("a three-way fault takes three")
  func threeBumps() throws {
    let fault = Box([0, 1, 3].map { Span(component: $0, low: 4, high: 8) })
    let report = Play(world: try world([fault]), settings: settings).run().search.report
    let hold = try #require(report.holds.first)
    #expect(Set(hold.reproduction?.bumps.map(\.component) ?? []) == [0, 1, 3])
    #expect(hold.reproduction?.bumps.allSatisfy { $0.revision == 4 } == true)
  }

  @Test("what it reproduces was validated red, in every world", arguments: 0..<80)
  func isValidated(seed: Int) throws {
    let world = try WorldMaker(components: 2...5, candidates: 1...12, targets: 2).world(seed)
    let search = Play(world: world, settings: settings).run().search
    #expect(search.status == .finished)
    for hold in search.report.holds {
      guard let reproduction = hold.reproduction else { continue }
      #expect(!world.isGreen(reproduction.point, target: reproduction.target))
      #expect(reproduction.bumps.first?.component == hold.component)
    }
  }
}
