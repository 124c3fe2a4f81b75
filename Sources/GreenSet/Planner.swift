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
  /// A walk over caps: whatever is at or below a cap in a box, and outside the box, is below the
  /// box in one of its components. Lowering the cap there, for each in turn, loses no point.
  func newest(outside boxes: [Box], atLeast floor: Point? = nil) -> Point? {
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
}
