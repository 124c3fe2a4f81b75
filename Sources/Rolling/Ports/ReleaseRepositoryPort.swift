import ReleaseModel
import RollPlanning

/// The port to our own repository: refs, commits, files, evidence, decisions and culprits, by git alone.
///
/// It knows nothing of pull requests, statuses or releases, so that another forge needs no git of its
/// own. Facts are read afresh before each step, and a step is one effect.
package protocol Repository: Sendable {
  /// The branch that the repository's HEAD names: its default branch.
  func defaultBranch() async throws(ForgeError) -> BranchName

  /// Where the refs stand now that decide the next step of `branch`, which leads to `main`.
  func refs(for branch: SlotBranch, main: BranchName) async throws(ForgeError) -> RepositoryFacts

  /// The files of `commit` whose paths are, or lie under, one of `paths`.
  func files(at commit: Revision, under paths: [String]) async throws(ForgeError)
    -> [RepositoryFile]

  /// The commits on the first-parent line of `commit`, itself first, that changed
  /// `version_info.json` or that carry an `Unhold:` trailer: the newest `limit` of them.
  func pinHistory(of commit: Revision, limit: Int) async throws(ForgeError) -> [PinRecord]

  /// What `head` is made of, seen from the commit `main`: roller's own work, or a person's. Both must
  /// have been read through ``refs(for:main:)``.
  func standing(
    of head: Revision, from main: Revision
  ) async throws(ForgeError) -> BranchStanding

  /// The heads of the pull requests of these numbers as far as the server keeps them, by number; also of
  /// those whose branch is gone.
  func pullRequestHeads(
    _ numbers: [Int], from main: Revision
  ) async throws(ForgeError) -> [PullRequestHead]

  /// The paths that are, or lie under, one of `places` and differ between two commits.
  func changedPaths(
    from old: Revision, to new: Revision, under places: [String]
  ) async throws(ForgeError) -> [String]

  /// The id of the commit's tree; equal ids are equal files.
  func tree(of commit: Revision) async throws(ForgeError) -> String

  /// Whether `later` is `earlier` or follows it.
  func isAncestor(_ earlier: Revision, of later: Revision) async throws(ForgeError) -> Bool

  /// What `refs/roller/evidence` holds: the records that count, what was struck, and the files that could
  /// not be read, which stop nothing.
  func evidence() async throws(ForgeError) -> RecordedEvidence

  /// Adds `evidence` to `refs/roller/evidence` by compare-and-swap; a record that is already there
  /// with the same subject is replaced, unless it is green, and a struck one is not written again.
  func record(_ evidence: [Evidence]) async throws(ForgeError)

  /// Takes evidence that turned out wrong out of what counts, and keeps it with who says so and why.
  func strike(_ struck: StruckEvidence) async throws(ForgeError)

  /// What `refs/roller/decisions` holds.
  func decisions() async throws(ForgeError) -> RecordedDecisions

  /// Adds `decision` to `refs/roller/decisions` by compare-and-swap.
  func decide(_ decision: Decision) async throws(ForgeError)

  /// What `refs/roller/culprits/<schedule>` holds: the culprits that the last night left to this one.
  func culprits(of schedule: ScheduleName) async throws(ForgeError) -> [RememberedCulprit]

  /// Leaves `culprits` to the next night of `schedule`; `date` is the commit's.
  func remember(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) async throws(ForgeError)

  /// Writes the commit that `draft` describes, without moving any ref: the same draft gives the same
  /// revision on every machine.
  func write(_ draft: CommitDraft) async throws(ForgeError) -> Revision

  /// Does one step; returns when the repository has accepted it.
  func perform(_ step: RepositoryStep) async throws(ForgeError)
}
