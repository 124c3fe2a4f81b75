/// A named policy: which components roll, from which sources, when, validated where, landed how.
package struct Schedule: Sendable, Hashable {
  package let name: ScheduleName
  package let why: String
  package let when: Cron
  package let rolls: [ScheduledRoll]
  /// Components that always move as one.
  package let together: [[ComponentName]]
  package let targets: [TargetName]
  package let land: Landing
  /// Whether each landed roll is tagged and released as a pre-release.
  package let preRelease: Bool
  package let limits: RollLimits

  package init(
    name: ScheduleName, why: String, when: Cron, rolls: [ScheduledRoll],
    together: [[ComponentName]], targets: [TargetName], land: Landing, preRelease: Bool,
    limits: RollLimits
  ) {
    self.name = name
    self.why = why
    self.when = when
    self.rolls = rolls
    self.together = together
    self.targets = targets
    self.land = land
    self.preRelease = preRelease
    self.limits = limits
  }
}

/// One component that a schedule moves, and where its candidates come from.
package struct ScheduledRoll: Sendable, Hashable {
  package let component: ComponentName
  package let source: Source
  package let why: String

  package init(component: ComponentName, source: Source, why: String) {
    self.component = component
    self.source = source
    self.why = why
  }
}

/// How a schedule finds candidates.
package enum Source: Sendable, Hashable {
  /// The head of the tracking branch.
  case head
  /// Tags whose names match a pattern with `*`.
  case tags(String)
  /// What another component pins, at that component's candidate.
  case pinnedBy(ComponentName)
  /// Releases on the Python index; pre-releases too when asked.
  case index(preReleases: Bool)
  /// What a wheel records about itself.
  case recordedIn(ComponentName)
}

/// How a green roll reaches main.
package struct Landing: Sendable, Hashable {
  package enum Merge: String, Sendable, Hashable, CaseIterable {
    case whenGreen = "when-green"
    case byHand = "by-hand"
  }

  package let pullRequest: Bool
  package let merge: Merge

  package init(pullRequest: Bool, merge: Merge) {
    self.pullRequest = pullRequest
    self.merge = merge
  }
}

package struct RollLimits: Sendable, Hashable {
  /// Validations in one night.
  package let validations: Int
  /// Attempts to judge one pin set on one target before the night ends as "try later".
  package let attemptsPerPinSet: Int
  /// How long a bump pull request may stay open, in seconds.
  package let openFor: Int64
  /// How many validations run side by side.
  package let workers: Int

  package init(validations: Int, attemptsPerPinSet: Int, openFor: Int64, workers: Int) {
    self.validations = validations
    self.attemptsPerPinSet = attemptsPerPinSet
    self.openFor = openFor
    self.workers = workers
  }

  package static let standard = RollLimits(
    validations: 40, attemptsPerPinSet: 3, openFor: 7 * 86_400, workers: 1)
}
