/// What became of one component.
package enum ComponentOutcome: Hashable, Sendable {
  /// It was at its newest already.
  case newestAlready
  /// It moves to its newest candidate.
  case moved(to: Int)
  /// It moves, or stays, short of its newest candidate.
  case held(at: Int, Hold)
}
