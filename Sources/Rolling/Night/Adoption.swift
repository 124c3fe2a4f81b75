import Errors
import ReleaseModel
import RollPlanning

/// Keeps a person's word that the work on a schedule's branch lands as it is.
package struct Adoption: Sendable {
  private let host: Host
  private let clock: NightClock

  package init(host: Host, clock: NightClock) {
    self.host = host
    self.clock = clock
  }

  /// The head that is adopted now; adopting it twice is adopting it once.
  package func record(
    _ schedule: ScheduleName, who: String, why: Reason
  ) async throws(NightError) -> SlotHead {
    let facts = try await facts(of: schedule)
    guard let head = facts.slotBranch, head.person != nil else {
      throw .nothingToAdopt(branch: "\(SlotBranch(schedule))", isThere: facts.slotBranch != nil)
    }
    let now = clock.now()
    if facts.adoption(of: head, schedule: schedule, at: now) != nil { return head }
    guard let subject = DecisionSubject("\(schedule)"),
      let decision = Decision(
        .adopt, of: subject, to: PlainWord("\(head.revision)"), who: who, why: why, when: now)
    else { throw .nothingToAdopt(branch: "\(SlotBranch(schedule))", isThere: true) }
    try await asking { () throws(Failure) in try await host.repository.decide(decision) }
    return head
  }

  private func facts(of name: ScheduleName) async throws(NightError) -> ForgeFacts {
    let files = try await asking { () throws(Failure) in
      let main = try await host.main()
      return try await host.repository.files(
        at: main.head.revision, under: ReleaseConfiguration.paths)
    }
    let schedule = try ReleaseConfiguration.found(in: files).schedule(name)
    return try await asking { () throws(Failure) in
      try await host.facts(for: SlotBranch(name), on: schedule.branch)
    }
  }
}
