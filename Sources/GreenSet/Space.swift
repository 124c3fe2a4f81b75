/// The problem as the search walks it: one axis for each component, or group of tied ones.
///
/// Tied components always share an index, so they are one axis. Points are folded when they come
/// in and unfolded when they go out; without ties both are free.
struct Space: Sendable {
  let heads: Point
  let weights: [Int]
  let landed: [[Double]]
  let pins: [RecordedPins]
  let targets: Int
  /// The components behind each axis.
  let groups: [[Int]]
  private let components: Int

  init(_ problem: Problem) {
    var groups: [[Int]] = []
    for i in problem.components.indices {
      guard let group = problem.together.first(where: { $0.contains(i) }) else {
        groups.append([i])
        continue
      }
      if i == group.min() { groups.append(group.sorted()) }
    }
    self.groups = groups
    components = problem.components.count
    targets = problem.targets.count
    heads = groups.map { problem.components[$0[0]].newest }
    weights = groups.map { group in
      group.reduce(0) { $0 + Self.weight(problem.components[$1]) }
    }
    landed = groups.map { Self.latest($0.map { problem.components[$0].landed }) }
    pins = Self.pins(problem.pins, groups: groups)
  }

  var origin: Point { Point(repeating: 0, count: heads.count) }

  /// The weighted number of revisions that a point misses.
  func lag(_ point: Point) -> Int {
    var sum = 0
    for i in heads.indices { sum += weights[i] * (heads[i] - point[i]) }
    return sum
  }

  /// The axes of a point of components, unless it moves tied ones apart.
  func fold(_ point: Point) -> Point? {
    guard point.count == components else { return nil }
    var folded: Point = []
    folded.reserveCapacity(groups.count)
    for (axis, group) in groups.enumerated() {
      let revision = point[group[0]]
      guard group.allSatisfy({ point[$0] == revision }), 0...heads[axis] ~= revision else {
        return nil
      }
      folded.append(revision)
    }
    return folded
  }

  func unfold(_ point: Point) -> Point {
    if groups.count == components { return point }
    var whole = Point(repeating: 0, count: components)
    for (axis, group) in groups.enumerated() {
      for component in group { whole[component] = point[axis] }
    }
    return whole
  }

  /// The axis that a component moves on.
  func axis(of component: Int) -> Int {
    groups.firstIndex { $0.contains(component) } ?? component
  }

  private static func weight(_ component: Component) -> Int {
    max(1, component.weight ?? Component.windowLag / max(1, component.newest))
  }

  /// A tied revision has landed when the last of its parts has.
  private static func latest(_ landed: [[Double]]) -> [Double] {
    landed[0].indices.map { r in landed.reduce(-Double.infinity) { max($0, $1[r]) } }
  }

  private static func pins(_ pins: [RecordedPins], groups: [[Int]]) -> [RecordedPins] {
    pins.compactMap { pin in
      guard let from = groups.firstIndex(where: { $0.contains(pin.component) }),
        let on = groups.firstIndex(where: { $0.contains(pin.on) }), from != on
      else { return nil }
      return RecordedPins(component: from, on: on, pinned: pin.pinned)
    }
  }
}
