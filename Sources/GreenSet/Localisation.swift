/// A walk from a green point to a red one, in search of the revision that turns the colour.
struct Localisation: Sendable {
  /// Between which positions of the timeline the fault lies.
  struct Bracket: Hashable, Sendable {
    /// The last known green.
    var low: Int
    /// The first known red after it.
    var high: Int
  }

  let target: Int
  let timeline: Timeline
  /// How much likelier the newest step is at fault than the middle one: faults get fixed, and the
  /// red that is explained is red today. Later searches start close to the fault and need no tilt.
  private static let recency = 0.6
  /// Fault mass of all steps up to a position.
  private let mass: [Double]

  init(
    from base: Point, to goal: Point, target: Int, in space: Space, faults: [Double]
  ) {
    self.target = target
    timeline = Timeline(from: base, to: goal, in: space)
    let tilt = base == space.origin ? Self.recency : 0
    let length = Double(timeline.steps.count)
    var mass = [0.0]
    mass.reserveCapacity(timeline.steps.count + 1)
    var sum = 0.0
    for (position, component) in timeline.steps.enumerated() {
      let age = 2 * Double(position + 1) / length - 1
      sum += faults[component] / Double(max(1, space.heads[component])) * (1 + tilt * age)
      mass.append(sum)
    }
    self.mass = mass
  }

  var goal: Point { timeline.goal }

  /// Where the fault lies, or nil when the red end has turned out green.
  func bracket(_ column: EvidenceColumn) -> Bracket? {
    var low = 0
    for green in column.greens {
      if let position = timeline.position(of: green), position > low { low = position }
    }
    var high = Int.max
    for red in column.reds {
      if let position = timeline.position(of: red), position > low, position < high {
        high = position
      }
    }
    return high == .max ? nil : Bracket(low: low, high: high)
  }

  /// Up to `count` positions that split the fault mass evenly; the most central first.
  ///
  /// Bundles are not cut apart as long as there is a cut between bundles.
  func cuts(_ bracket: Bracket, count: Int) -> [Int] {
    let inside = (bracket.low + 1)..<max(bracket.low + 1, bracket.high)
    var allowed = inside.filter { timeline.endsBundle[$0 - 1] }
    if allowed.isEmpty { allowed = Array(inside) }
    let wanted = min(count, allowed.count)
    guard wanted > 0 else { return [] }
    let (start, end) = (mass[bracket.low], mass[bracket.high])
    var chosen: [Int] = []
    for share in Self.shares(wanted) {
      let aim = start + (end - start) * share
      let free = allowed.filter { !chosen.contains($0) }
      guard let nearest = free.min(by: { abs(mass[$0] - aim) < abs(mass[$1] - aim) }) else { break }
      chosen.append(nearest)
    }
    return chosen
  }

  /// The quantiles of so many cuts, from the middle outwards.
  private static func shares(_ count: Int) -> [Double] {
    (1...count).map { Double($0) / Double(count + 1) }
      .sorted { (abs($0 - 0.5), $0) < (abs($1 - 0.5), $1) }
  }
}
