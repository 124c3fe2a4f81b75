@testable import GreenSet

/// A hidden truth: which points are red, on which targets.
struct World {
  struct Fault {
    var box: Box
    /// nil fails on every target.
    var target: Int?
  }

  var problem: Problem
  var faults: [Fault]

  var heads: Point { problem.newest }

  func isGreen(_ point: Point, target: Int) -> Bool {
    !faults.contains { ($0.target ?? target) == target && $0.box.holds(point) }
  }

  func isGreen(_ point: Point) -> Bool { !faults.contains { $0.box.holds(point) } }

  func lag(_ point: Point) -> Int { Space(problem).lag(point) }

  /// Every point, by plain enumeration.
  var points: [Point] {
    heads.reduce([[]]) { points, head in points.flatMap { point in (0...head).map { point + [$0] } }
    }
  }

  /// The least lag of a green point, by plain enumeration.
  var leastLag: Int { points.filter(isGreen).map(lag).min() ?? 0 }

  /// A green point that is at least as new everywhere, and newer somewhere.
  func improvement(on point: Point) -> Point? {
    newest(above: point).flatMap { $0 == point ? nil : $0 }
  }

  /// The green point of least lag at or above a floor; exact, by walking over caps.
  func newest(above floor: Point) -> Point? {
    Planner(Space(problem), limit: .max).newest(outside: faults.map(\.box), atLeast: floor)
  }
}
