import Digest
import Errors
import ReleaseModel
import RollPlanning

/// The port to our own repository: refs, commits, files, evidence and culprits, by git alone.
///
/// It knows nothing of pull requests, statuses or releases, so that another forge needs no git of its
/// own. Facts are read afresh before each step, and a step is one effect.
package protocol Repository: Sendable {
  /// The branch that the repository's HEAD names: its default branch.
  func defaultBranch() async throws(Failure) -> BranchName

  /// Where the refs stand now that decide the next step of `branch`, which leads to `main`, and what
  /// people decided.
  func refs(for branch: SlotBranch, main: BranchName) async throws(Failure) -> RepositoryFacts

  /// The head of `main`.
  func head(of main: BranchName) async throws(Failure) -> CommitFacts

  /// The rolls that heads of pull requests bring to `main`, by the pull request's number; what brings
  /// none, and what the forge no longer has, is left out.
  func proposals(
    of heads: [Int: Revision], main: BranchName
  ) async throws(Failure) -> [Int: ProposedRoll]

  /// The files of `commit` whose paths are, or lie under, one of `paths`.
  func files(at commit: Revision, under paths: [String]) async throws(Failure)
    -> [RepositoryFile]

  /// The commits on the first-parent line of `commit`, itself first, that changed
  /// `version_info.json` or that carry an `Unhold:` trailer: the newest `limit` of them.
  func pinHistory(of commit: Revision, limit: Int) async throws(Failure) -> [PinRecord]

  /// Every record in `refs/roller/evidence`.
  func evidence() async throws(Failure) -> [Evidence]

  /// The pin sets that somebody struck evidence of: what machines remember about them may be wrong.
  func struckPinSets() async throws(Failure) -> Set<SHA256Digest>

  /// Adds `evidence` to `refs/roller/evidence` by compare-and-swap; a record that is already there
  /// with the same subject is replaced.
  func record(_ evidence: [Evidence]) async throws(Failure)

  /// What `refs/roller/culprits/<schedule>` holds: the culprits that the last night left to this one.
  func culprits(of schedule: ScheduleName) async throws(Failure) -> [RememberedCulprit]

  /// Leaves `culprits` to the next night of `schedule`; `date` is the commit's.
  func remember(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) async throws(Failure)

  /// Keeps what a person decided in `refs/roller/decisions`, by compare-and-swap.
  func decide(_ decision: Decision) async throws(Failure)

  /// Writes the commit that `draft` describes, without moving any ref: the same draft gives the same
  /// revision on every machine.
  func write(_ draft: CommitDraft) async throws(Failure) -> Revision

  /// Does one step; returns when the repository has accepted it.
  func perform(_ step: RepositoryStep) async throws(Failure)
}
