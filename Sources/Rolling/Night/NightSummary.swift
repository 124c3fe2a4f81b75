import ReleaseModel
import RollPlanning
import VersionDiffs

/// What a night did.
package struct NightSummary: Sendable {
  package enum Outcome: Sendable, Equatable {
    /// Every component is already at its newest.
    case nothingNewer
    /// There are newer revisions, and none of them is green.
    case nothingGreen
    /// Only planned, as asked.
    case planned
    case landed
    /// The pull request is open and a person merges it.
    case waitsForPerson(number: Int)
    /// What was found green does not land tonight.
    case stopped(LandingStop)
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
  /// Whether something landed; the outcome may still be that not everything could be judged.
  package var hasLanded = false
  /// What is unfinished and waits for somebody.
  package var matters: [Matter] = []
  /// Whether the proposal stood on the head of the rolled branch when it was made.
  var proposalWasOnHead = false
  /// How long each stage took, in milliseconds, in order.
  package var stages: [(stage: NightStage, milliseconds: Int64)] = []

  package var exitCode: ExitCode {
    switch outcome {
    case .nothingNewer, .planned, .landed, .waitsForPerson: .done
    case .nothingGreen: .nothingGreen
    case .tryLater: .tryLater
    case .stopped(let stop): stop.exitCode
    }
  }

  /// Why what was found green does not land tonight.
  package var stop: LandingStop? {
    if case .stopped(let stop) = outcome { stop } else { nil }
  }
}

extension LandingStop {
  /// Whether a later night can go on by itself, or a person must act first.
  package var exitCode: ExitCode {
    switch self {
    case .waitsForPerson: .done
    case .mainMoved, .isDraft, .checksAreNotGreen, .stillWaiting, .versionTaken: .tryLater
    case .branchHasOtherWork, .closedByHand, .branchTakesMergesOnly, .tagTaken, .releaseDiffers,
      .releaseLacks, .workIsBehind:
      .refused
    case .workIsRed: .nothingGreen
    }
  }
}
