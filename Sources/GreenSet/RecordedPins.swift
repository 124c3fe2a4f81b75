/// What one component's revisions say about another: revision r was made against `pinned[r]`.
///
/// A hint only: it orders the timeline, so that what upstream moved together is moved together
/// here. A wrong one costs validations, never correctness.
package struct RecordedPins: Hashable, Sendable {
  /// The component whose revisions record a pin.
  package var component: Int
  /// The component that they pin.
  package var on: Int
  /// For each candidate of `component`, the candidate of `on` it pins, if it is one of ours.
  package var pinned: [Int?]

  package init(component: Int, on: Int, pinned: [Int?]) {
    self.component = component
    self.on = on
    self.pinned = pinned
  }
}
