/// What of a push is worth sending, given what the remote advertised: leases are judged here first.
struct PushPlan: Equatable {
  /// What is sent.
  private(set) var changes: [ReferenceChange] = []
  /// What is known without sending.
  private(set) var settled: [ReferenceChange: PushOutcome] = [:]

  init(_ wanted: [ReferenceChange], remote: [ReferenceName: ObjectID], isAtomic: Bool) {
    for change in wanted {
      let found = remote[change.name]
      if found == change.new {
        settled[change] = .alreadyThere
      } else if found != change.expected {
        settled[change] = .stale(found: found)
      } else {
        changes.append(change)
      }
    }
    let isStale = settled.values.contains { outcome in
      if case .stale = outcome { true } else { false }
    }
    guard isAtomic, isStale else { return }
    for change in changes { settled[change] = .notTried }
    changes = []
  }
}

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

/// How a reference of ours followed a remote's.
package struct ReferenceMove: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case created
    /// The old commit is an ancestor of the new one.
    case forwarded
    /// The old commit is not: upstream forced its branch.
    case rewritten
  }

  package let name: ReferenceName
  /// Nil when it is new here.
  package let old: ObjectID?
  package let new: ObjectID
  package let kind: Kind

  package init(name: ReferenceName, old: ObjectID?, new: ObjectID, kind: Kind) {
    self.name = name
    self.old = old
    self.new = new
    self.kind = kind
  }
}

/// What following a remote's references did.
package struct FollowReport: Sendable, Hashable {
  /// The remote's references, as they are now.
  package let references: [RemoteReference]
  /// Those of ours that moved.
  package let moves: [ReferenceMove]
  package let fetch: FetchReport
}
