import ReleaseModel

/// What upstream, or a mirror of it, says of a pin that moved.
package struct UpstreamAnswer: Sendable, Hashable {
  /// Where the new revision lies.
  package enum Membership: Sendable, Hashable {
    case onBranch
    /// It exists, perhaps only in a fork: forges show the commits of forks under every name.
    case notOnBranch(String)
    /// It is an annotated tag, which stands for this commit.
    case tag(of: Revision)
    /// It is a tree or a file, as git calls it.
    case object(String)
    /// Upstream itself was asked just now and does not have it.
    case absent
    /// Upstream was not asked; the required check will ask it.
    case unknown(because: String)
    /// Upstream or its mirror was asked and did not answer: that proves nothing, and passes nothing.
    case unanswered(because: String, hint: String?)
  }

  /// What is known of the tag that a pin's label names.
  package enum Label: Sendable, Hashable {
    /// The tag stands for this commit; a tag that moved stands for each that it was seen at.
    case tag(of: [Revision])
    /// All tags were asked for just now, and there is none of this name.
    case noSuchTag
    /// The pin has no label, or the tags are not known.
    case unknown
  }

  package let membership: Membership
  /// How the new revision stands to the old one.
  package let movement: Descent
  package let label: Label
  /// The day of the commit in UTC; nil when it is not known.
  package let day: CalendarDate?

  package init(
    membership: Membership, movement: Descent, label: Label = .unknown, day: CalendarDate? = nil
  ) {
    self.membership = membership
    self.movement = movement
    self.label = label
    self.day = day
  }

  package static func unknown(because reason: String) -> UpstreamAnswer {
    UpstreamAnswer(
      membership: .unknown(because: reason), movement: .unknown(because: reason))
  }

  package static func unanswered(because reason: String, hint: String?) -> UpstreamAnswer {
    UpstreamAnswer(
      membership: .unanswered(because: reason, hint: hint), movement: .unknown(because: reason))
  }
}

/// What an upstream is asked about a pin.
package struct UpstreamQuestion: Sendable, Hashable {
  package let component: Component
  /// Nil when the component is pinned for the first time; equal to `to` when only the label or the date
  /// changed.
  package let from: Revision?
  package let to: Revision
  /// What the pin says that upstream calls the new revision.
  package let label: String?

  package init(component: Component, from: Revision?, to: Revision, label: String? = nil) {
    self.component = component
    self.from = from
    self.to = to
    self.label = label
  }
}
