/// A named policy: which components roll, from which sources, when, validated where, landed how.
package struct Schedule: Sendable, Hashable {
  package let name: ScheduleName
  package let why: String
  package let when: Cron
  package let rolls: [ScheduledRoll]
  /// Components that always move as one.
  package let together: [[ComponentName]]
  package let targets: [TargetName]
  /// What a pin set must build, besides what these need; nil when it is every package there is.
  package let packages: [PackageName]?
  package let land: Landing
  /// Whether each landed roll is tagged and released as a pre-release.
  package let preRelease: Bool
  package let limits: RollLimits
  /// What is missing before it may roll; nil for a schedule that does. It may be planned all the same.
  package let missing: String?

  package init(
    name: ScheduleName, why: String, when: Cron, rolls: [ScheduledRoll],
    together: [[ComponentName]], targets: [TargetName], packages: [PackageName]? = nil,
    land: Landing, preRelease: Bool, limits: RollLimits, missing: String? = nil
  ) {
    self.name = name
    self.why = why
    self.when = when
    self.rolls = rolls
    self.together = together
    self.targets = targets
    self.packages = packages
    self.land = land
    self.preRelease = preRelease
    self.limits = limits
    self.missing = missing
  }
}
