import TestKit

/// Chance, from a seed.
struct Dice: Sendable {
  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  /// True so many times of a hundred.
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func pick<Element>(_ all: [Element]) -> Element? { all.randomElement(using: &random) }

  mutating func seed() -> UInt64 { random.next() }
}
