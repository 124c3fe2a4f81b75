import Errors
import ReleaseModel
import RollPlanning
import Rolling

/// What the forge holds, for `roller status`.
package struct ForgeStatus: Sendable {
  /// Nil when main's configuration cannot be read.
  package let info: VersionInfo?
  package let schedules: [Standing]
  package let evidence: [Evidence]
  /// What is unfinished and waits for somebody.
  package let matters: [Matter]
  package let now: Timestamp

  /// One schedule, and whom or what its open pull request waits for.
  package struct Standing: Sendable {
    package let name: ScheduleName
    package let facts: ForgeFacts
    package let awaited: String?

    package init(name: ScheduleName, facts: ForgeFacts, awaited: String?) {
      self.name = name
      self.facts = facts
      self.awaited = awaited
    }
  }

  package init(
    info: VersionInfo?, schedules: [Standing], evidence: [Evidence], matters: [Matter],
    now: Timestamp
  ) {
    self.info = info
    self.schedules = schedules
    self.evidence = evidence
    self.matters = matters
    self.now = now
  }

  /// Reads `host`: one schedule, or all that main has.
  package init(_ host: Host, schedule: ScheduleName?, now: Timestamp) async throws(Failure) {
    self.now = now
    let main = try await host.main()
    let files = try await host.repository.files(
      at: main.head.revision, under: ReleaseConfiguration.paths)
    let configuration = try? ReleaseConfiguration.read(files)
    info = configuration?.versionInfo
    let evidence = try await host.repository.evidence()
    let history = try await host.repository.pinHistory(of: main.head.revision, limit: 400)
    let takenBack = Quarantine(history: history).takenBack
    var found: [Standing] = []
    var matters: [Matter] = []
    for name in schedule.map({ [$0] }) ?? configuration?.schedules.keys.sorted() ?? [] {
      let policy = configuration?.schedules[name]
      let facts = try await host.facts(for: SlotBranch(name), on: policy?.branch)
      found.append(
        Standing(
          name: name, facts: facts,
          awaited: facts.open == nil ? nil : policy.map { facts.awaited($0) }))
      if let policy {
        matters += facts.standingMatters(
          of: policy, evidence: evidence, takenBack: takenBack, at: now)
      }
    }
    self.evidence = evidence
    schedules = found
    self.matters = matters
  }
}
