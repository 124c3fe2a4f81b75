/// A reference of a remote, as the remote tells it.
package struct RemoteReference: Sendable, Hashable {
  package let name: ReferenceName
  /// What it points to: a commit, or an annotated tag object.
  package let id: ObjectID
  /// What an annotated tag stands for; `id` itself for anything else.
  package let peeled: ObjectID
  /// The branch that a symbolic reference, HEAD above all, names.
  package let symbolicTarget: ReferenceName?

  package init(
    name: ReferenceName, id: ObjectID, peeled: ObjectID? = nil,
    symbolicTarget: ReferenceName? = nil
  ) {
    self.name = name
    self.id = id
    self.peeled = peeled ?? id
    self.symbolicTarget = symbolicTarget
  }
}
