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

/// The order of a timeline's steps: by landing time, pins with what pins them.
struct TimelineOrder: Sendable {
  struct Step: Sendable {
    var key: StepKey
    var component: Int
  }

  private(set) var steps: [Step] = []

  init(from base: Point, to goal: Point, in space: Space) {
    let pins = space.pins.map { Followed($0, on: $0.on) }
    var sorted: [(step: Step, leads: Bool)] = []
    for i in base.indices where base[i] < goal[i] {
      let mine = pins.filter { $0.on == i }
      var last: StepKey?
      for r in (base[i] + 1)...goal[i] {
        var key = StepKey(isUnpinned: false, moment: space.landed[i][r], leader: i, revision: r)
        if !mine.isEmpty {
          key = Self.key(i, r, pins: pins, base: base, goal: goal, landed: space.landed)
        }
        key = max(key, last ?? key)  // a component's own revisions never swap
        last = key
        sorted.append((Step(key: key, component: i), key.leader == i))
      }
    }
    sorted.sort { one, other in
      if one.step.key != other.step.key { return one.step.key < other.step.key }
      if one.leads != other.leads { return other.leads }
      return one.step.component < other.step.component
    }
    steps = sorted.map(\.step)
  }

  /// Follows pins to the revision that brings this one along. Pins may lie or form a circle:
  /// the walk is cut off after as many hops as there are components.
  private static func key(
    _ component: Int, _ revision: Int, pins: [Followed], base: Point, goal: Point,
    landed: [[Double]]
  ) -> StepKey {
    var (i, r) = (component, revision)
    for _ in base.indices {
      let leaders = pins.filter { $0.on == i }
      guard !leaders.isEmpty else { break }
      var best: (component: Int, revision: Int)?
      var isFree = false
      for pin in leaders {
        guard let first = pin.first(reaching: r), first <= goal[pin.component] else { continue }
        if first <= base[pin.component] {
          isFree = true
        } else if best == nil
          || landed[pin.component][first] < landed[best!.component][best!.revision]
        {
          best = (pin.component, first)
        }
      }
      if isFree { break }
      guard let leader = best else {
        return StepKey(isUnpinned: true, moment: landed[i][r], leader: i, revision: r)
      }
      (i, r) = leader
    }
    return StepKey(isUnpinned: false, moment: landed[i][r], leader: i, revision: r)
  }

  /// One component's pins of another, made monotone.
  private struct Followed {
    let component: Int
    let on: Int
    private let reached: [Int]

    init(_ pins: RecordedPins, on: Int) {
      component = pins.component
      self.on = on
      var high = 0
      reached = pins.pinned.map { pin in
        high = max(high, pin ?? 0)
        return high
      }
    }

    /// The first revision that pins at least `revision`.
    func first(reaching revision: Int) -> Int? {
      var (low, high) = (0, reached.count)
      while low < high {
        let middle = (low + high) / 2
        if reached[middle] >= revision { high = middle } else { low = middle + 1 }
      }
      return low < reached.count ? low : nil
    }
  }
}
