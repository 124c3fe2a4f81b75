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
    do throws(ForgeError) { try await host.repository.decide(decision) } catch {
      throw .forge(error)
    }
    return head
  }

  private func facts(of name: ScheduleName) async throws(NightError) -> ForgeFacts {
    let files: [RepositoryFile]
    do throws(ForgeError) {
      let main = try await host.main()
      files = try await host.repository.files(
        at: main.head.revision, under: ReleaseConfiguration.paths)
    } catch {
      throw .forge(error)
    }
    let schedules: [ScheduleName: Schedule]
    do throws(Mistakes) { schedules = try ReleaseConfiguration.read(files).schedules } catch {
      throw .badData(error)
    }
    guard let schedule = schedules[name] else {
      throw .unknownSchedule(name, known: schedules.keys.sorted())
    }
    do throws(ForgeError) {
      return try await host.facts(for: SlotBranch(name), on: schedule.branch)
    } catch {
      throw .forge(error)
    }
  }
}
