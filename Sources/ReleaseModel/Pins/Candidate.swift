/// A newer revision of one component.
package struct Candidate: Sendable, Hashable {
  package let pin: Pin
  /// When it landed upstream: the commit's time on its branch, or the upload's on an index.
  package let landed: Timestamp

  package init(pin: Pin, landed: Timestamp) {
    self.pin = pin
    self.landed = landed
  }
}

/// A revision that upstream has and that is not a candidate, and why.
package struct SkippedRevision: Sendable, Hashable {
  /// The version, or the commit's label.
  package let label: String
  package let why: String

  package init(label: String, why: String) {
    self.label = label
    self.why = why
  }
}
