/// One thing that may move: its name, and when each of its candidates landed upstream.
package struct Component: Hashable, Sendable {
  package var name: String
  /// Seconds since any one epoch, the same for all components; index 0 is today's pin.
  ///
  /// The search walks all components forward in this order, so that revisions which landed
  /// together are tried together: real times are worth a third of the validations.
  package var landed: [Double]
  /// The lag of one missed revision; nil weighs a component's whole window like any other's.
  package var weight: Int?

  package init(name: String, landed: [Double], weight: Int? = nil) {
    self.name = name
    self.landed = landed
    self.weight = weight
  }

  /// The index of the newest candidate; 0 when nothing is newer than today's pin.
  package var newest: Int { landed.count - 1 }

  /// The lag of a whole window under the default weight.
  package static let windowLag = 1_000_000
}
