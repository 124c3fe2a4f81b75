/// What a validation showed.
package enum Outcome: Hashable, Sendable {
  /// Proof: whatever the flakiness, what passed can pass.
  case green
  case red
  /// We could not tell: the machine failed, not the pins. Never evidence.
  case unjudged
}
