/// The outcome of one point on one target.
package struct Verdict: Hashable, Sendable {
  package var point: Point
  /// Index into the problem's targets.
  package var target: Int
  package var outcome: Outcome

  package init(_ point: Point, target: Int, _ outcome: Outcome) {
    self.point = point
    self.target = target
    self.outcome = outcome
  }
}
