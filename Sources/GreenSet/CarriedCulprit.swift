/// A culprit of an earlier night, in today's candidates.
///
/// The first plan holds it back at once. It is a belief, not evidence: it is probed before it may
/// hold anything back for good, and a false one costs validations only.
package struct CarriedCulprit: Hashable, Sendable {
  /// The component that is held back; the box has a span for it.
  package var component: Int
  package var target: Int
  /// Where it is red, as far as was known.
  package var box: Box

  package init(component: Int, target: Int, box: Box) {
    self.component = component
    self.target = target
    self.box = box
  }
}
