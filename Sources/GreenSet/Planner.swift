/// Finds the newest point that nothing known forbids.
struct Planner: Sendable {
  let heads: Point
  let weights: [Int]
  /// Steps after which a plan is given up.
  let limit: Int

  init(_ space: Space, limit: Int) {
    heads = space.heads
    weights = space.weights
    self.limit = limit
  }

  /// The point of least lag outside every box, or nil when that took too many steps.
  ///
  /// Boxes that share no component do not bear on each other, and are planned apart.
  func newest(outside boxes: [Box], atLeast floor: Point? = nil) -> Point? {
    var plan = heads
    for cluster in clusters(boxes) {
      guard let part = walk(outside: cluster, atLeast: floor) else { return nil }
      for span in cluster.lazy.flatMap(\.spans) { plan[span.component] = part[span.component] }
    }
    return plan
  }

  /// A walk over caps: whatever is at or below a cap in a box, and outside the box, is below the
  /// box in one of its components. Lowering the cap there, for each in turn, loses no point.
  private func walk(outside boxes: [Box], atLeast floor: Point?) -> Point? {
    var heap = Heap()
    var seen: Set<Point> = [heads]
    heap.push(heads, cost: 0)
    var steps = 0
    while let (cap, cost) = heap.pop() {
      guard let box = boxes.first(where: { $0.holds(cap) }) else { return cap }
      steps += 1
      if steps > limit { return nil }
      for span in box.spans where span.low > (floor?[span.component] ?? 0) {
        let lower = cap.moving(span.component, to: span.low - 1)
        guard seen.insert(lower).inserted else { continue }
        let missed = cap[span.component] - span.low + 1
        heap.push(lower, cost: cost + weights[span.component] * missed)
      }
    }
    return nil
  }

  /// The boxes, grouped so that no two groups name the same component.
  private func clusters(_ boxes: [Box]) -> [[Box]] {
    var parent = Array(heads.indices)
    func root(_ component: Int) -> Int {
      var component = component
      while parent[component] != component { component = parent[component] }
      return component
    }
    for box in boxes {
      guard let first = box.spans.first else { continue }
      for span in box.spans.dropFirst() { parent[root(span.component)] = root(first.component) }
    }
    var groups: [Int: [Box]] = [:]
    var order: [Int] = []
    for box in boxes {
      guard let first = box.spans.first else { continue }
      let group = root(first.component)
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(box)
    }
    return order.compactMap { groups[$0] }
  }
}

/// The states of a best-first walk: least cost first, and first come first served.
struct Heap: Sendable {
  private struct Entry {
    var cost: Int
    var order: Int
    var point: Point

    func comesBefore(_ other: Entry) -> Bool {
      cost != other.cost ? cost < other.cost : order < other.order
    }
  }

  private var entries: [Entry] = []
  private var pushed = 0

  mutating func push(_ point: Point, cost: Int) {
    entries.append(Entry(cost: cost, order: pushed, point: point))
    pushed += 1
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].comesBefore(entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> (point: Point, cost: Int)? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    guard !entries.isEmpty else { return (first.point, first.cost) }
    entries[0] = last
    sink()
    return (first.point, first.cost)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].comesBefore(entries[least]) {
        least = child
      }
      if least == parent { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
