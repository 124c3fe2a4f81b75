/// The merged history of all components between two points, one revision of one component a step.
///
/// Contemporaries stay together, so that a change which landed in two components at once is
/// rarely cut apart, and what one component pins of another arrives with it.
struct Timeline: Sendable {
  let base: Point
  let goal: Point
  /// The component that each step moves.
  let steps: [Int]
  /// Whether a cut after the step leaves every bundle whole.
  let endsBundle: [Bool]
  /// For each component, the positions of its steps.
  private let positions: [[Int]]

  init(from base: Point, to goal: Point, in space: Space) {
    let order = TimelineOrder(from: base, to: goal, in: space).steps
    self.base = base
    self.goal = goal
    steps = order.map(\.component)
    endsBundle = order.indices.map { $0 + 1 == order.count || order[$0].key != order[$0 + 1].key }
    var positions = [[Int]](repeating: [], count: base.count)
    for (position, step) in order.enumerated() { positions[step.component].append(position + 1) }
    self.positions = positions
  }

  /// The point after so many steps.
  func point(at position: Int) -> Point {
    var point = base
    for step in steps.prefix(position) { point[step] += 1 }
    return point
  }

  /// After how many steps the timeline passes through a point, if it does.
  func position(of point: Point) -> Int? {
    guard base.isAtMost(point), point.isAtMost(goal) else { return nil }
    var position = 0
    for i in base.indices { position += point[i] - base[i] }
    for i in base.indices {
      let taken = point[i] - base[i]
      if taken > 0, positions[i][taken - 1] > position { return nil }
      if taken < positions[i].count, positions[i][taken] <= position { return nil }
    }
    return position
  }
}
