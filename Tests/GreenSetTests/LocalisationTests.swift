import Testing

@testable import GreenSet

@Suite("Localisation", .timeLimit(.minutes(20)))
struct LocalisationTests {
  private func search(_ heads: [Int]) throws -> (Localisation, Space) {
    let problem = try Problem(
      components: heads.enumerated().map { i, head in
        Component(name: "c\(i)", landed: (0...head).map { Double($0) / Double(head) })
      }, targets: ["t"])
    let space = Space(problem)
    let faults = [Double](repeating: 1, count: heads.count)
    return (
      Localisation(from: space.origin, to: space.heads, target: 0, in: space, faults: faults), space
    )
  }

  @Test("the bracket runs from the last green to the first red after it")
  func brackets() throws {
    let (search, _) = try search([8])
    var column = EvidenceColumn()
    column.record([0], .green)
    column.record([8], .red)
    #expect(search.bracket(column) == .init(low: 0, high: 8))
    column.record([2], .red)
    column.record([4], .green)
    column.record([7], .red)
    #expect(search.bracket(column) == .init(low: 4, high: 7))
  }

  @Test("a red end that turned out green has no bracket")
  func losesItsRed() throws {
    let (search, _) = try search([8])
    var column = EvidenceColumn()
    column.record([8], .red)
    column.record([8], .green)
    #expect(search.bracket(column) == nil)
  }

  @Test("cuts lie inside, differ, and are as many as there is room for", arguments: 1...20)
  func cutsInside(count: Int) throws {
    let (search, _) = try search([5, 3, 7])
    let cuts = search.cuts(.init(low: 2, high: 12), count: count)
    #expect(cuts.count == min(count, 9))
    #expect(Set(cuts).count == cuts.count)
    #expect(cuts.allSatisfy { 2 < $0 && $0 < 12 })
  }

  @Test("a bundle is cut apart only when nothing else is left")
  func keepsBundles() throws {
    let problem = try Problem(
      components: [
        Component(name: "a", landed: [0, 5]), Component(name: "b", landed: [0, 1, 2, 3, 9]),
      ], targets: ["t"], pins: [RecordedPins(component: 0, on: 1, pinned: [0, 3])])
    let space = Space(problem)
    let search = Localisation(
      from: space.origin, to: space.heads, target: 0, in: space, faults: [1, 1])
    #expect(search.timeline.steps == [1, 1, 1, 0, 1])
    #expect(search.cuts(.init(low: 0, high: 5), count: 9) == [4])
    #expect(search.cuts(.init(low: 0, high: 4), count: 9).sorted() == [1, 2, 3])
  }
}
