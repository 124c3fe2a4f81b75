/// A validation that the search wants, and why.
package struct Question: Hashable, Sendable {
  package var point: Point
  /// Index into the problem's targets.
  package var target: Int
  /// Not part of the question's identity: the same validation may serve two purposes.
  package var purpose: Purpose

  package init(_ point: Point, target: Int, purpose: Purpose) {
    self.point = point
    self.target = target
    self.purpose = purpose
  }

  package static func == (one: Question, other: Question) -> Bool {
    one.target == other.target && one.point == other.point
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(target)
    hasher.combine(point)
  }
}
