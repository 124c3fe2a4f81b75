/// What one revision of a component records of others.
///
/// A hint and no truth: it orders the search. A wrong one costs validations, never correctness.
package struct RecordedHint: Sendable, Hashable {
  /// The identity of the component's own pin or candidate.
  package let revision: PinIdentity
  /// The identity of what it pins, by component.
  package let pins: [ComponentName: PinIdentity]
  /// When what it pins landed upstream, by component, as far as that is known: it places a pin that
  /// is no candidate itself between those that are.
  package let landed: [ComponentName: Timestamp]

  package init(
    revision: PinIdentity, pins: [ComponentName: PinIdentity],
    landed: [ComponentName: Timestamp] = [:]
  ) {
    self.revision = revision
    self.pins = pins
    self.landed = landed
  }
}
