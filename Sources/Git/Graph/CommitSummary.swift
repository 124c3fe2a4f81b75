/// A commit in a list: enough to choose it and to tell people about it.
package struct CommitSummary: Sendable, Hashable, Identifiable {
  package let id: ObjectID
  /// The committer's time, in seconds since 1970 (UTC), kept within 0 … 2³²−1.
  package let seconds: Int64
  /// The first line of the message, cut at 300 characters. Upstream's words: encode them before use.
  package let subject: String
}
