/// Why a component stays behind its newest candidate.
package struct Hold: Hashable, Sendable {
  package enum Proof: Hashable, Sendable {
    /// The next revision was validated red beside the chosen set.
    case validated
    /// Known from a culprit only: the search ended before it looked.
    case believed
  }

  package var component: Int
  /// The first revision that is red beside the chosen set.
  package var firstBad: Int
  /// Where it is red; nil when the search ended before it found out.
  package var target: Int?
  /// The region blamed: one span for a break, one more for each clashing partner.
  package var region: Box?
  /// The clashing partners' spans of the region.
  package var partners: [Span]
  /// The chosen set, validated green.
  package var good: Point
  /// The chosen set with this component's next revision.
  package var bad: Point
  /// A red point further on that shows the fault is not fixed, if one was validated.
  package var beyond: Point?
  package var proof: Proof
  /// The fewest bumps that show the fault, if it was asked for.
  package var reproduction: Reproduction?
}
