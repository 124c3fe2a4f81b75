import ReleaseModel

/// One reference that somebody wants to move.
package struct ReferenceUpdate: Sendable, Hashable {
  /// In full: `refs/heads/main`.
  package let name: String
  /// Nil when the reference is created.
  package let old: Revision?
  /// Nil when the reference is deleted.
  package let new: Revision?
  /// How the new commit stands to the old one.
  package let movement: Descent
  /// What a new tag stands for; nil when the reference is not a tag, or is deleted.
  package let tag: TaggedTree?

  package init(
    name: String, old: Revision?, new: Revision?, movement: Descent, tag: TaggedTree? = nil
  ) {
    self.name = name
    self.old = old
    self.new = new
    self.movement = movement
    self.tag = tag
  }
}

/// What a tag stands for.
package struct TaggedTree: Sendable, Hashable {
  /// The message of an annotated tag; nil for a tag that is only a name.
  package let message: String?
  /// The release's files at the tagged commit; nil when it is not a commit.
  package let tree: CheckedTree?

  package init(message: String?, tree: CheckedTree?) {
    self.message = message
    self.tree = tree
  }
}
