/// What became of one reference of a push.
package enum PushOutcome: Sendable, Hashable {
  case accepted
  /// The remote stood there already: an earlier push succeeded whose answer was lost.
  case alreadyThere
  /// The lease is lost: the remote's reference is not where it was expected. Nothing was sent for it.
  case stale(found: ObjectID?)
  /// The remote refused, in its own words, safe to print. Losing a race at the last moment is one.
  case rejected(String)
  /// Not sent, because another reference of an atomic push is stale.
  case notTried
}

/// What a push did, reference by reference.
package struct PushReport: Sendable, Hashable {
  package struct Result: Sendable, Hashable {
    package let change: ReferenceChange
    package let outcome: PushOutcome
  }

  /// In the order in which they were asked for.
  package let results: [Result]
  /// What the remote's hooks printed, safe to print.
  package let messages: String
  /// Of the pack, in bytes; 0 when there was nothing to send.
  package let sent: Int

  /// True when every reference is where it should be.
  package var isDone: Bool {
    results.allSatisfy { $0.outcome == .accepted || $0.outcome == .alreadyThere }
  }
}
