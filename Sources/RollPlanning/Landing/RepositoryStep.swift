import ReleaseModel

/// One effect on our own repository, by git alone; looked up before it is done.
package enum RepositoryStep: Sendable, Equatable {
  /// Creates (`from` nil) or moves a branch of ours, by compare-and-swap; it need not be a
  /// fast-forward.
  case pushBranch(SlotBranch, from: Revision?, to: Revision)
  /// Moves the branch that is rolled from exactly `from`, never forced.
  case fastForward(BranchName, from: Revision, to: Revision)
  case deleteBranch(SlotBranch, at: Revision)
  /// Creates the annotated tag; never moves one.
  case createTag(TagDraft)
}
