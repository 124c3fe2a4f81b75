/// A newer revision of one component.
package struct Candidate: Sendable, Hashable {
  package let pin: Pin
  /// When it landed upstream: the commit's time on its branch, or the upload's on an index.
  package let landed: Timestamp
  /// The first line of the commit's message, as upstream wrote it: encode it before use.
  package let subject: String?

  package init(pin: Pin, landed: Timestamp, subject: String? = nil) {
    self.pin = pin
    self.landed = landed
    self.subject = subject
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
