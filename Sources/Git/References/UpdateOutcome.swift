/// What became of a compare-and-swap of references.
package enum UpdateOutcome: Sendable, Hashable {
  /// All of them moved.
  case updated
  /// None moved: `name` was not where it was expected. Look again, then decide again.
  case stale(ReferenceName, found: ObjectID?)
}
