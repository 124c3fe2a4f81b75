/// What one upstream answered.
package struct Survey: Sendable, Hashable {
  package enum Answer: Sendable, Hashable {
    /// Newer revisions than the pin, oldest first.
    case known([Candidate])
    /// Upstream is there and says that it does not have what we asked for.
    case absent(because: String)
    /// We could not tell: a time-out, a rate limit, a page that does not parse.
    case unknown(because: String)
  }

  package let component: ComponentName
  package let answer: Answer
  /// When the revision that we pin landed upstream, if upstream still knows.
  package let pinned: Timestamp?
  package let skipped: [SkippedRevision]

  package init(
    component: ComponentName, answer: Answer, pinned: Timestamp?, skipped: [SkippedRevision] = []
  ) {
    self.component = component
    self.answer = answer
    self.pinned = pinned
    self.skipped = skipped
  }
}

/// What is asked of an upstream.
package struct SurveyQuestion: Sendable, Hashable {
  package let component: Component
  package let source: Source
  package let pin: Pin
  /// The enabled targets that a candidate must have files for.
  package let targets: [Target]

  package init(component: Component, source: Source, pin: Pin, targets: [Target]) {
    self.component = component
    self.source = source
    self.pin = pin
    self.targets = targets
  }
}
