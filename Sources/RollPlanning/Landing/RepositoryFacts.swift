import ReleaseModel

/// What our own repository holds, as far as it decides the next step of one branch.
package struct RepositoryFacts: Sendable, Equatable {
  /// The branch that is rolled.
  package let branch: BranchName
  /// It and its first parents, newest first; at least one, and at most 100.
  package let history: [CommitFacts]
  /// The head of the slot branch, if it exists, and whose it is.
  package let slotBranch: SlotHead?
  package let tags: [TagFacts]
  /// What people decided, in any order.
  package let decisions: [Decision]

  package init(
    branch: BranchName, history: [CommitFacts], slotBranch: SlotHead?, tags: [TagFacts],
    decisions: [Decision] = []
  ) {
    self.branch = branch
    self.history = history
    self.slotBranch = slotBranch
    self.tags = tags
    self.decisions = decisions
  }
}

extension RepositoryFacts {
  package var main: CommitFacts { history[0] }
}
