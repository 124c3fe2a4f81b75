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
