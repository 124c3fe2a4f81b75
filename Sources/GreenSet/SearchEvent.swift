/// One sentence of a search's story, in points of the problem.
package enum SearchEvent: Hashable, Sendable {
  /// A plan is wanted: the newest point that nothing known forbids.
  case planned(Point)
  /// A plan turned out green on every target.
  case validated(Point)
  /// A verdict was asked for and came.
  case judged(Verdict, Purpose)
  /// The fault is looked for between a green and a red point.
  case localising(from: Point, to: Point, target: Int)
  case blamed(Culprit)
}
