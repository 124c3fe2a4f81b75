import ReleaseModel
import RollPlanning
import VersionDiffs

/// What a night did.
package struct NightSummary: Sendable {
  package enum Outcome: Sendable, Equatable {
    /// Every component stands at its newest already.
    case nothingNewer
    /// There are newer revisions, and none of them is green.
    case nothingGreen
    /// Only planned, as asked.
    case planned
    case landed
    /// The pull request is open and a person merges it.
    case waitsForPerson(number: Int)
    /// Not everything could be judged or asked; what could be landed has landed.
    case tryLater(because: String)
  }

  /// What every pin set is put through.
  package struct Examination: Sendable, Equatable {
    /// Each after what it needs.
    package let packages: [PackageName]
    package let targets: [TargetName]
    /// How many validations a night may cost.
    package let validations: Int
  }

  package var outcome: Outcome
  package var examination: Examination?
  package var report: RollReport?
  /// The search as it went, in sentences; empty when nothing could move.
  package var story: [String] = []
  package var roll: LandedRoll?
  /// What each bump of the roll brings.
  package var differences: [BumpDifference] = []
  package var pullRequest: PullRequestFacts?
  package var release: ReleaseFacts?
  /// A roll of an earlier, interrupted night that this one finished.
  package var finished: ReleaseVersion?
  /// How long each stage took, in milliseconds, in order.
  package var stages: [(stage: NightStage, milliseconds: Int64)] = []

  package var exitCode: ExitCode {
    switch outcome {
    case .nothingNewer, .planned, .landed, .waitsForPerson: .done
    case .nothingGreen: .nothingGreen
    case .tryLater: .tryLater
    }
  }
}
