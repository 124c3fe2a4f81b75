/// One move of one reference, good only while the reference stands where we last saw it.
package struct ReferenceChange: Sendable, Hashable {
  package let name: ReferenceName
  /// Where it must stand now; nil: it must not exist. This is the lease.
  package let expected: ObjectID?
  /// Where it goes; nil: it is deleted.
  package let new: ObjectID?

  private init(name: ReferenceName, expected: ObjectID?, new: ObjectID?) {
    self.name = name
    self.expected = expected
    self.new = new
  }

  /// Creates `name` at `id`.
  package static func create(_ name: ReferenceName, at id: ObjectID) -> ReferenceChange {
    ReferenceChange(name: name, expected: nil, new: id)
  }

  /// Moves `name` from `old` to `new`.
  package static func move(
    _ name: ReferenceName, from old: ObjectID, to new: ObjectID
  ) -> ReferenceChange {
    ReferenceChange(name: name, expected: old, new: new)
  }

  /// Moves `name` from `old` to `new`, or creates it when `old` is nil.
  package static func set(
    _ name: ReferenceName, to new: ObjectID, expecting old: ObjectID?
  ) -> ReferenceChange {
    ReferenceChange(name: name, expected: old, new: new)
  }

  /// Deletes `name`, which points to `old`.
  package static func delete(_ name: ReferenceName, at old: ObjectID) -> ReferenceChange {
    ReferenceChange(name: name, expected: old, new: nil)
  }
}

/// A reference and what it points to.
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

/// What became of a compare-and-swap of references.
package enum UpdateOutcome: Sendable, Hashable {
  /// All of them moved.
  case updated
  /// None moved: `name` was not where it was expected. Look again, then decide again.
  case stale(ReferenceName, found: ObjectID?)
}
