/// What `refs/roller/decisions` holds.
package struct RecordedDecisions: Sendable, Equatable {
  /// Oldest first.
  package let decisions: [Decision]
  /// The files that could not be read: what they decided is unknown, which is not nothing.
  package let unreadable: [UnreadableRecord]

  package init(decisions: [Decision] = [], unreadable: [UnreadableRecord] = []) {
    self.decisions = decisions
    self.unreadable = unreadable
  }
}
