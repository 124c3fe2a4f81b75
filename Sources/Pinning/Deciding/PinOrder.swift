import ReleaseModel

/// Everything that one `roller pin` was told to do.
package struct PinOrder: Sendable, Hashable {
  package let requests: [PinRequest]
  package let notes: [NoteOrder]
  /// Why pins may go backwards, when they may.
  package let downgrade: Reason?
  /// Whether what is pinned by a moved component moves with it.
  package let movesAlong: Bool

  package init(
    requests: [PinRequest], notes: [NoteOrder] = [], downgrade: Reason? = nil,
    movesAlong: Bool = true
  ) {
    self.requests = requests
    self.notes = notes
    self.downgrade = downgrade
    self.movesAlong = movesAlong
  }
}

/// A decision that stands beside a pin.
package enum NoteOrder: Sendable, Hashable {
  case hold(ComponentName, because: Reason)
  case unhold(ComponentName)
  case deny(ComponentName, PinAim, because: Reason)
  /// Takes a denial back.
  case allow(ComponentName, PinAim)

  package var component: ComponentName {
    switch self {
    case .hold(let name, _), .unhold(let name), .deny(let name, _, _), .allow(let name, _): name
    }
  }
}
