import ReleaseModel

/// A branch of the release repository.
package struct BranchFacts: Sendable, Equatable {
  /// Such as `main`.
  package let name: String
  package let head: CommitFacts

  package init(name: String, head: CommitFacts) {
    self.name = name
    self.head = head
  }
}
