import ReleaseModel

/// What an order comes to, once every upstream has answered.
package struct PinOutcome: Sendable, Hashable {
  /// What moves: what was asked for first, then what goes along.
  package let moves: [PinMove]
  /// What stays, and why it is worth saying.
  package let stays: [StayingPin]
  package let notes: [PinNote]
  /// When there is any, nothing is done at all.
  package let refusals: [PinRefusal]

  package var changesNothing: Bool { moves.isEmpty && notes.isEmpty }
  /// Whether a pin goes anywhere but forwards.
  package var goesBack: Bool { moves.contains { !$0.direction.isForward } }
}

/// One pin that moves, and why.
package struct PinMove: Sendable, Hashable {
  package let bump: Bump
  package let cause: PinCause
  package let direction: PinDirection
}

/// Why a component is looked at.
package enum PinCause: Sendable, Hashable {
  case asked
  /// A schedule keeps it at what this component pins.
  case pinnedBy(ComponentName)
  /// This component records it.
  case recordedBy(ComponentName)

  package var leader: ComponentName? {
    switch self {
    case .asked: nil
    case .pinnedBy(let name), .recordedBy(let name): name
    }
  }
}

/// Where a pin goes, seen from where it stands.
package enum PinDirection: Sendable, Hashable {
  /// By so many commits; nil for versions, which are not counted.
  case forward(commits: Int?)
  case back(commits: Int?)
  /// Neither: each has commits that the other lacks, or other files of the same version.
  case aside

  package var isForward: Bool {
    switch self {
    case .forward: true
    case .back, .aside: false
    }
  }
}

/// One pin that was looked at and does not move.
package struct StayingPin: Sendable, Hashable {
  package let component: ComponentName
  package let cause: PinCause
  /// Fit for a terminal.
  package let why: String
}

/// A change beside a pin, with the aim of a denial resolved.
package enum PinNote: Sendable, Hashable {
  case hold(ComponentName, because: Reason)
  case unhold(ComponentName)
  case deny(ComponentName, revision: String, because: Reason)
  case allow(ComponentName, revision: String)
}

extension PinOutcome {
  /// `info` with all of this done to it.
  package func applied(to info: VersionInfo) throws -> VersionInfo {
    var edited = try info.moving(moves.map(\.bump))
    for note in notes {
      switch note {
      case .hold(let name, let why): edited = try edited.holding(name, because: why)
      case .unhold(let name): edited = try edited.holding(name, because: nil)
      case .deny(let name, let revision, let why):
        edited = try edited.denying(name, revision, because: why)
      case .allow(let name, let revision):
        edited = try edited.denying(name, revision, because: nil)
      }
    }
    return edited
  }
}
