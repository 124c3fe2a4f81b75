/// What a validation showed.
package enum Verdict: Sendable, Hashable {
  /// Every check ran and held.
  case green
  /// The pins do not work together, and this is the first error.
  case red(because: String)
  /// We could not tell: the machine failed, not the pins.
  case unjudged(because: String)
}
