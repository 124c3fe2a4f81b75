import TestKit

/// Reproducible randomness, with words of games.
struct Dice: RandomNumberGenerator {
  private var random: SeededRandom

  init(_ seed: Int) {
    random = SeededRandom(seed: UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15)
  }

  mutating func next() -> UInt64 { random.next() }

  mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }
  mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}
