import ReleaseModel

/// What an upstream is asked about a pin that moved.
package enum UpstreamQuestion: Sendable, Hashable {
  /// Where the commit lies, and how it stands to the one before.
  case commit(CommitQuestion)
  /// Whether the index has this version, with files of these hashes.
  case wheels(Component, WheelPin)

  package var component: Component {
    switch self {
    case .commit(let question): question.component
    case .wheels(let component, _): component
    }
  }
}

/// What a repository is asked about a pin.
package struct CommitQuestion: Sendable, Hashable {
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
