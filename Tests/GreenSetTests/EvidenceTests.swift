import Testing

@testable import GreenSet

@Suite("Evidence", .timeLimit(.minutes(20)))
struct EvidenceTests {
  @Test("a green takes back the reds of the same point, and reds after it change nothing")
  func greenIsProof() {
    var column = EvidenceColumn()
    column.record([1], .red)
    column.record([1], .red)
    #expect(column.redCount([1]) == 2)
    column.record([1], .green)
    column.record([1], .red)
    #expect(column.isGreen([1]))
    #expect(!column.isRed([1]))
    #expect(column.reds.isEmpty)
  }

  @Test("unjudged is no evidence")
  func unjudgedIsNothing() {
    var evidence = Evidence(targets: 2)
    evidence.record([1], target: 0, .unjudged)
    #expect(!evidence[0].isKnown([1]))
    evidence.record([1], target: 0, .green)
    #expect(!evidence.isGreenEverywhere([1]))
    evidence.record([1], target: 1, .red)
    #expect(evidence.redTarget([1]) == 1)
  }
}
