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
  /// The branch that it rolls; nil for the forge's default branch.
  package let branch: BranchName?
  /// Checks that must be success, besides those that the branch itself demands.
  package let required: [RequiredCheck]
  /// How long a night waits for required checks and for the platform's merge, in seconds.
  package let patience: Int64
  /// What is missing before it may roll; nil for a schedule that does. It may be planned all the same.
  package let missing: String?

  package init(
    name: ScheduleName, why: String, when: Cron, rolls: [ScheduledRoll],
    together: [[ComponentName]], targets: [TargetName], packages: [PackageName]? = nil,
    land: Landing, preRelease: Bool, limits: RollLimits, branch: BranchName? = nil,
    required: [RequiredCheck] = [], patience: Int64 = Schedule.standardPatience,
    missing: String? = nil
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
    self.branch = branch
    self.required = required
    self.patience = patience
    self.missing = missing
  }

  /// In seconds.
  package static let standardPatience: Int64 = 20 * 60
}
