/// What is known on one target.
struct EvidenceColumn: Sendable {
  /// In the order in which they became known.
  private(set) var greens: [Point] = []
  private(set) var reds: [Point] = []
  private var green: Set<Point> = []
  private var redCount: [Point: Int] = [:]

  /// A green is proof: it takes back the reds of the same point, which were flakes.
  mutating func record(_ point: Point, _ outcome: Outcome) {
    switch outcome {
    case .green:
      guard green.insert(point).inserted else { return }
      greens.append(point)
      if redCount.removeValue(forKey: point) != nil { reds.removeAll { $0 == point } }
    case .red:
      guard !green.contains(point) else { return }
      if redCount.updateValue((redCount[point] ?? 0) + 1, forKey: point) == nil {
        reds.append(point)
      }
    case .unjudged:
      break
    }
  }

  func isGreen(_ point: Point) -> Bool { green.contains(point) }
  func isRed(_ point: Point) -> Bool { redCount[point] != nil }
  func isKnown(_ point: Point) -> Bool { isGreen(point) || isRed(point) }

  /// How often the point came out red, if it never came out green.
  func redCount(_ point: Point) -> Int { redCount[point] ?? 0 }
}
