import GreenSet
import ReleaseModel

/// What a night found for one component.
package enum ComponentStanding: Sendable, Equatable {
  /// It moves to the newest that upstream has.
  case moved(BumpDetail)
  /// Nothing newer is to be had.
  case newestAlready(label: String)
  /// It stays, or moves less far than it could, because of what is named.
  case held(HeldComponent)
  /// It stays where it is because nothing newer could be judged.
  case undecided(label: String, newest: String)
  /// Upstream could not be asked; that is not the same as having nothing.
  case unknown(label: String, because: String)
  case absent(label: String, because: String)
  /// Upstream changed the history under our pin; a person must look.
  case parked(label: String, because: String)
  /// A person holds it, and says why.
  case onHold(label: String, because: String)
  /// A person reverted its last move, and there is nothing newer.
  case quarantined(label: String, by: Quarantine.Entry)
  /// It moves only together with others, and there is no step that all of them can take.
  case tied(label: String, newest: String, to: [ComponentName])
}

/// One bump, with what a reviewer asks first.
package struct BumpDetail: Sendable, Equatable {
  package let bump: Bump
  package let fromLanded: Timestamp?
  package let toLanded: Timestamp
  /// The labels between the two.
  package let passedOver: [String]

  package init(bump: Bump, fromLanded: Timestamp?, toLanded: Timestamp, passedOver: [String]) {
    self.bump = bump
    self.fromLanded = fromLanded
    self.toLanded = toLanded
    self.passedOver = passedOver
  }
}

/// What a night found: where each component stands and what was validated.
package struct RollReport: Sendable, Equatable {
  package let schedule: ScheduleName
  package let slot: Timestamp
  /// In the order of the schedule.
  package let standings: [(component: ComponentName, standing: ComponentStanding)]
  package let skipped: [(component: ComponentName, revision: SkippedRevision)]
  /// Every verdict asked for or looked up tonight, in order.
  package let validations: [ReportedValidation]

  package init(
    schedule: ScheduleName, slot: Timestamp,
    standings: [(component: ComponentName, standing: ComponentStanding)],
    skipped: [(component: ComponentName, revision: SkippedRevision)],
    validations: [ReportedValidation]
  ) {
    self.schedule = schedule
    self.slot = slot
    self.standings = standings
    self.skipped = skipped
    self.validations = validations
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.schedule == right.schedule && left.slot == right.slot
      && left.standings.elementsEqual(right.standings) { $0 == $1 }
      && left.skipped.elementsEqual(right.skipped) { $0 == $1 }
      && left.validations == right.validations
  }

  package var bumps: [BumpDetail] {
    standings.compactMap { entry in
      switch entry.standing {
      case .moved(let bump): bump
      case .held(let held): held.moved
      case .newestAlready, .undecided, .unknown, .absent, .parked, .onHold, .quarantined, .tied:
        nil
      }
    }
  }

  package var held: [HeldComponent] {
    standings.compactMap { if case .held(let held) = $0.standing { held } else { nil } }
  }
}

/// One verdict of a night's search.
package struct ReportedValidation: Sendable, Equatable {
  /// The labels of the rolled components, in the order of the search.
  package let labels: [String]
  package let target: TargetName
  package let verdict: ReleaseModel.Verdict
  /// Known before tonight, and not run again.
  package let isRemembered: Bool
  /// Wall-clock, in milliseconds; of the first run when remembered.
  package let milliseconds: Int64
  package let purpose: String
  /// What it built and what it reused.
  package let builds: [PackageBuild]

  package init(
    labels: [String], target: TargetName, verdict: ReleaseModel.Verdict, isRemembered: Bool,
    milliseconds: Int64, purpose: String, builds: [PackageBuild] = []
  ) {
    self.labels = labels
    self.target = target
    self.verdict = verdict
    self.isRemembered = isRemembered
    self.milliseconds = milliseconds
    self.purpose = purpose
    self.builds = builds
  }
}
