/// When a red is believed.
///
/// A truly green point comes out red with the flake chance; a green outcome needs no second look.
struct Doubt: Hashable, Sendable {
  let flake: Double
  let delta: Double

  /// Whether so many reds, and no green, are too unlikely to be all flakes.
  func isConvinced(byReds count: Int) -> Bool {
    guard count > 0 else { return false }
    var chance = 1.0
    for _ in 0..<count { chance *= flake }
    return chance <= delta
  }
}
