import Foundation
import ReleaseModel
import RollPlanning

/// The port to the forge: git refs, pull requests, statuses, tags and releases.
///
/// Facts are read afresh before each step, and a step is one effect.
package protocol Forge: Sendable {
  /// The branch that the forge calls its default, and its head.
  func main() async throws(ForgeError) -> BranchFacts

  /// Everything that decides what to do next for `schedule` on `branch`, the default branch when nil.
  func facts(
    for schedule: ScheduleName, on branch: BranchName?
  ) async throws(ForgeError) -> ForgeFacts

  /// The files of `commit` whose paths are, or lie under, one of `paths`.
  func files(at commit: Revision, under paths: [String]) async throws(ForgeError)
    -> [RepositoryFile]

  /// The commits on the first-parent line of `commit`, itself first, that changed
  /// `version_info.json` or that carry an `Unhold:` trailer: the newest `limit` of them.
  func pinHistory(of commit: Revision, limit: Int) async throws(ForgeError) -> [PinRecord]

  /// Every record in `refs/roller/evidence`.
  func evidence() async throws(ForgeError) -> [Evidence]

  /// Adds `evidence` to `refs/roller/evidence` by compare-and-swap; a record that is already there
  /// with the same subject is replaced.
  func record(_ evidence: [Evidence]) async throws(ForgeError)

  /// What `refs/roller/culprits/<schedule>` holds: the culprits that the last night left to this one.
  func culprits(of schedule: ScheduleName) async throws(ForgeError) -> [RememberedCulprit]

  /// Leaves `culprits` to the next night of `schedule`; `date` is the commit's.
  func remember(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) async throws(ForgeError)

  /// Writes the commit that `draft` describes, without moving any ref: the same draft gives the same
  /// revision on every machine.
  func write(_ draft: CommitDraft) async throws(ForgeError) -> Revision

  /// Keeps what a person decided in `refs/roller/decisions`.
  func decide(_ decision: Decision) async throws(ForgeError)

  /// What the forge's clock shows now; nil when it does not say, or when it is this machine's own.
  func serverDate() async -> ClosedRange<Timestamp>?

  /// Does one step; returns when the forge has accepted it.
  func perform(_ step: LandingStep) async throws(ForgeError)
}
