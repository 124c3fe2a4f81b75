import Errors
import ReleaseModel
import RollPlanning

/// The port to the forge: pull requests, statuses and checks, releases; nothing that git alone can do.
///
/// Facts are read afresh before each step, and a step is one effect.
package protocol Forge: Sendable {
  /// What `branch` demands before it moves, as far as it can be read.
  func rules(of branch: BranchName) async throws(Failure) -> BranchRules

  /// The pull requests from `branch` to `main`, newest first, open and closed; their pin sets are git's
  /// to tell.
  func pullRequests(
    from branch: SlotBranch, to main: BranchName
  ) async throws(Failure) -> [PullRequestFacts]

  func checks(on commit: Revision) async throws(Failure) -> CheckFacts

  /// Newest first, drafts included.
  func releases() async throws(Failure) -> [ReleaseFacts]

  /// What the forge's clock shows now; nil when it does not say, or when it is this machine's own.
  func serverDate() async -> ClosedRange<Timestamp>?

  /// Does one step; returns when the forge has accepted it.
  func perform(_ step: ForgeStep) async throws(Failure)
}
