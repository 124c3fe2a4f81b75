/// One revision of one component found to turn green into red.
package struct Culprit: Hashable, Sendable {
  package var component: Int
  package var target: Int
  /// Validated green; one revision of `component` below `bad`.
  package var good: Point
  /// Validated red.
  package var bad: Point
  /// The red plan that it explains.
  package var goal: Point
  /// The region that an earlier night found red; nil for a culprit of this search.
  package var carried: Box?

  /// The first bad revision.
  package var revision: Int { bad[component] }
  package var isCarried: Bool { carried != nil }
}
