import ReleaseModel

/// A branch of the release repository.
package struct BranchFacts: Sendable, Equatable {
  /// Such as `main`.
  package let name: BranchName
  package let head: CommitFacts

  package init(name: BranchName, head: CommitFacts) {
    self.name = name
    self.head = head
  }
}
