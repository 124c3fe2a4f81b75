/// What `refs/roller/evidence` holds.
package struct RecordedEvidence: Sendable, Equatable {
  /// The records that count; none of them is struck.
  package let records: [Evidence]
  /// What people struck.
  package let struck: [StruckEvidence]
  /// The files that could not be read: nothing rests on them, and they stop nothing.
  package let unreadable: [UnreadableRecord]

  package init(
    records: [Evidence] = [], struck: [StruckEvidence] = [], unreadable: [UnreadableRecord] = []
  ) {
    self.records = records
    self.struck = struck
    self.unreadable = unreadable
  }
}

/// A file in one of roller's own refs that does not say what a file of that name should.
package struct UnreadableRecord: Sendable, Hashable {
  package let ref: String
  /// As it is in the tree: encode it before use.
  package let path: String
  package let found: String

  package init(ref: String, path: String, found: String) {
    self.ref = ref
    self.path = path
    self.found = found
  }

  /// What to do about it.
  package var hint: String {
    "roller goes on without this file; remove it from \(ref) by a commit of yours, or put back what"
      + " it held"
  }
}
