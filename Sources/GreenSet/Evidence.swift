/// Everything that is known: one column for each target.
struct Evidence: Sendable {
  private(set) var columns: [EvidenceColumn]

  init(targets: Int) {
    columns = Array(repeating: EvidenceColumn(), count: targets)
  }

  mutating func record(_ point: Point, target: Int, _ outcome: Outcome) {
    columns[target].record(point, outcome)
  }

  subscript(target: Int) -> EvidenceColumn { columns[target] }

  func isGreenEverywhere(_ point: Point) -> Bool {
    columns.allSatisfy { $0.isGreen(point) }
  }

  /// The first target on which the point is red.
  func redTarget(_ point: Point) -> Int? {
    columns.firstIndex { $0.isRed(point) }
  }
}
