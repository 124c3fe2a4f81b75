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
  /// What is missing before it may roll; nil for a schedule that does. It may be planned anyway.
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

/// One component that a schedule moves, and where its candidates come from.
package struct ScheduledRoll: Sendable, Hashable {
  package let component: ComponentName
  package let source: Source
  package let why: String
  /// When not empty, only commits of the branch that touch one of these files or folders are
  /// candidates.
  package let paths: [String]
  /// When given, only commits of the branch that upstream itself marked are candidates.
  package let green: GreenMark?

  package init(
    component: ComponentName, source: Source, why: String, paths: [String] = [],
    green: GreenMark? = nil
  ) {
    self.component = component
    self.source = source
    self.why = why
    self.paths = paths
    self.green = green
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

/// How a green roll reaches its branch.
package struct Landing: Sendable, Hashable {
  package enum Merge: String, Sendable, Hashable, CaseIterable {
    case whenGreen = "when-green"
    case byHand = "by-hand"
  }

  package enum Method: String, Sendable, Hashable, CaseIterable {
    /// The branch moves to the very commit that was validated.
    case fastForward = "fast-forward"
    /// The forge merges the pull request, for a branch that takes nothing else.
    case platform
  }

  package let pullRequest: Bool
  package let merge: Merge
  package let method: Method

  package init(pullRequest: Bool, merge: Merge, method: Method = .fastForward) {
    self.pullRequest = pullRequest
    self.merge = merge
    self.method = method
  }
}

/// How upstream itself says that a commit of its branch is good.
package enum GreenMark: Sendable, Hashable {
  /// A tag whose name matches a pattern with `*`.
  case tags(String)
}

/// A check that must be success before a roll lands.
package struct RequiredCheck: Sendable, Hashable {
  /// The name of the check run, or the context of the status.
  package let name: String
  /// The app that it must come from, by slug or by number; nil for any.
  package let app: String?

  package init(name: String, app: String? = nil) {
    self.name = name
    self.app = app
  }
}

/// What one night of a schedule may cost.
package struct RollLimits: Sendable, Hashable {
  /// Validations in one night.
  package let validations: Int
  /// Attempts to judge one pin set on one target before the night ends as "try later".
  package let attemptsPerPinSet: Int
  /// How long a bump pull request may stay open, in seconds.
  package let openFor: Int64
  /// How many validations run side by side.
  package let workers: Int

  package static let standard = RollLimits(
    validations: 40, attemptsPerPinSet: 3, openFor: 7 * 86_400, workers: 1)
}

/// The name of a branch, as git allows it and as no program can mistake for an option.
///
/// The rules are those of <https://git-scm.com/docs/git-check-ref-format>.
package struct BranchName: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...200).contains(text.utf8.count), !text.hasPrefix("-"), text != "@",
      text.unicodeScalars.allSatisfy(Self.isAllowed), !text.contains(".."), !text.contains("@{"),
      !text.hasSuffix("."),
      parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock") })
    else { return nil }
    description = text
  }

  /// What a message says is expected of a branch.
  package static let grammar =
    "a branch name that git allows: no leading '-', no space, none of ~^:?*[\\, no \"..\""

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x20 && scalar.value != 0x7F && !"~^:?*[\\".unicodeScalars.contains(scalar)
  }
}
