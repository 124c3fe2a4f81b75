import Testing

@testable import GreenSet

@Suite("Doubt", .timeLimit(.minutes(20)))
struct DoubtTests {
  @Test("without flakes one red convinces")
  func believesAtOnce() {
    #expect(Doubt(flake: 0, delta: 0.005).isConvinced(byReds: 1))
    #expect(!Doubt(flake: 0, delta: 0.005).isConvinced(byReds: 0))
  }

  @Test(
    "the flakier, the more reds it takes",
    arguments: [(0.001, 1), (0.01, 2), (0.05, 2), (0.1, 3), (0.3, 5)])
  func countsReds(flake: Double, reds: Int) {
    let doubt = Doubt(flake: flake, delta: 0.005)
    #expect(doubt.isConvinced(byReds: reds))
    #expect(!doubt.isConvinced(byReds: reds - 1))
  }
}
