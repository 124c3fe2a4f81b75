import Testing

@testable import GreenSet

@Suite("Narrowing", .timeLimit(.minutes(20)))
struct NarrowingTests {
  private let culprit = Culprit(
    component: 0, target: 0, good: [2, 1, 0], bad: [3, 1, 0], goal: [5, 5, 2])

  private func box(_ greens: [Point], reds: [Point] = [], suspects: Set<Int> = []) -> Box? {
    var column = EvidenceColumn()
    for green in greens { column.record(green, .green) }
    for red in reds + [culprit.bad, culprit.goal] { column.record(red, .red) }
    return Narrowing(culprit, column: column, heads: [5, 5, 5], suspects: suspects).box()
  }

  @Test("a culprit is bad from its revision on, until a green says otherwise")
  func isWideAtFirst() {
    #expect(box([[2, 5, 5]]) == Box([Span(component: 0, low: 3, high: 5)]))
  }

  @Test("a green below the bad point's partner makes it a clash")
  func becomesAClash() {
    #expect(
      box([[4, 0, 0]])
        == Box([Span(component: 0, low: 3, high: 5), Span(component: 1, low: 1, high: 5)]))
  }

  @Test("a green above the red plan makes it a need")
  func becomesANeed() {
    #expect(
      box([[4, 2, 3]])
        == Box([Span(component: 0, low: 3, high: 5), Span(component: 2, low: 0, high: 2)]))
  }

  @Test("of two explanations the one that covers more known reds is taken")
  func prefersKnownReds() {
    let green = [4, 0, 3]
    #expect(box([green], reds: [[5, 2, 4]])?[1] != nil)
    #expect(box([green], reds: [[5, 0, 1]])?[2] != nil)
  }

  @Test("then the one on a component that is suspected anyway")
  func prefersSuspects() {
    #expect(box([[4, 0, 3]], suspects: [2])?[2] != nil)
    #expect(box([[4, 0, 3]], suspects: [1])?[1] != nil)
  }

  @Test("a green between the bad point and the red plan unmasks an artefact")
  func unmasksArtefacts() {
    #expect(box([[4, 3, 1]]) == nil)
  }
}
