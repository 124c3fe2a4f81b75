import ReleaseModel

/// What upstream, or a mirror of it, says of a pin that moved.
package struct UpstreamAnswer: Sendable, Hashable {
  /// Where the new revision lies.
  package enum Membership: Sendable, Hashable {
    case onBranch
    /// The index lists the version, with a file of each pinned hash.
    case onIndex
    /// The index lists the version, and for these targets no file of the pinned hash.
    case otherFiles([TargetName])
    /// It exists, perhaps only in a fork: forges show the commits of forks under every name.
    case notOnBranch(String)
    /// It is an annotated tag, which stands for this commit.
    case tag(of: Revision)
    /// It is a tree or a file, as git calls it.
    case object(String)
    /// Upstream itself was asked just now and does not have it.
    case absent
    /// Upstream was not asked; the required check will it.
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
