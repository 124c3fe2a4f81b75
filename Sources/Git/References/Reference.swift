/// A reference and what it stands at.
package struct Reference: Sendable, Hashable {
  package let name: ReferenceName
  /// What it points to: a commit, or an annotated tag object.
  package let id: ObjectID
  /// The commit under an annotated tag; `id` itself for anything else.
  package let peeled: ObjectID

  package init(name: ReferenceName, id: ObjectID, peeled: ObjectID? = nil) {
    self.name = name
    self.id = id
    self.peeled = peeled ?? id
  }
}
