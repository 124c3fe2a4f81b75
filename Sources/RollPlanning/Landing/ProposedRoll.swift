import ReleaseModel

/// The roll that the head of a pull request brings, whoever else has worked on its branch.
package struct ProposedRoll: Sendable, Equatable {
  package let message: BumpMessage
  /// The commit of the rolled branch that it leads on from.
  package let base: Revision
  /// Whether nothing but roller's work is on the branch.
  package let isOurs: Bool

  package init(message: BumpMessage, base: Revision, isOurs: Bool) {
    self.message = message
    self.base = base
    self.isOurs = isOurs
  }
}
