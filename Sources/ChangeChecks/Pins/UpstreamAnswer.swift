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
    /// Upstream itself was asked just now and does not have it.
    case absent
    case unknown(because: String)
  }

  package let membership: Membership
  /// How the new revision stands to the old one.
  package let movement: Descent

  package init(membership: Membership, movement: Descent) {
    self.membership = membership
    self.movement = movement
  }

  package static func unknown(because reason: String) -> UpstreamAnswer {
    UpstreamAnswer(
      membership: .unknown(because: reason), movement: .unknown(because: reason))
  }
}

/// What an upstream is asked about a pin.
package struct UpstreamQuestion: Sendable, Hashable {
  package let component: Component
  /// Nil when the component is pinned for the first time.
  package let from: Revision?
  package let to: Revision

  package init(component: Component, from: Revision?, to: Revision) {
    self.component = component
    self.from = from
    self.to = to
  }
}
