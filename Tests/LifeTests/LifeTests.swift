import Lives
import Testing

/// Most lives are lived by the program `life`, built for release; these show that they can be lived at
/// all, and that a seed replays to the letter.
@Suite("A life of years, with people in it", .timeLimit(.minutes(20)))
struct LifeTests {
  @Test("of some weeks keeps every promise at every step", arguments: UInt64(1)...12)
  func weeks(seed: UInt64) async throws {
    let life = Life(seed: seed)
    do { _ = try await life.run(days: 21) } catch {
      Issue.record("seed \(seed): \(error)\n\(life.ending)")
    }
  }

  @Test("replays to the letter")
  func replays() async throws {
    let (one, other) = (Life(seed: 7), Life(seed: 7))
    _ = try? await one.run(days: 14)
    _ = try? await other.run(days: 14)
    #expect(one.ending == other.ending)
    #expect(!one.ending.isEmpty)
  }
}
