import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("What waits for somebody", .timeLimit(.minutes(20)))
struct StandingMatterTests {
  private let now = Timestamp("2026-11-23T15:00:00Z")!
  private let branch = SlotBranch(Worlds.schedule)

  /// The matters that `roller status` and `roller doctor` name.
  private func standing(_ world: World, at now: Timestamp? = nil) async throws -> [Matter] {
    let host = world.forge.host
    let main = try await host.main()
    let files = try await host.repository.files(
      at: main.head.revision, under: ReleaseConfiguration.paths)
    let schedule = try #require(try ReleaseConfiguration.read(files).schedules[Worlds.schedule])
    let history = try await host.repository.pinHistory(of: main.head.revision, limit: 400)
    return try await host.facts(for: branch, on: nil).standingMatters(
      of: schedule, evidence: try await host.repository.evidence(),
      takenBack: Quarantine(history: history).takenBack, at: now ?? self.now)
  }

  @Test("nothing does after a night that came to its end")
  func nothing() async throws {
    let world = World()
    _ = try await world.night().roll()
    #expect(try await standing(world).isEmpty)
    #expect(try await standing(World.proposed()).isEmpty)
  }

  @Test(
    "a release says how many of its files are there, and that the next roll continues with it",
    arguments: [
      (8, "0 of 4 files, not begun"), (10, "0 of 4 files, a draft"),
      (12, "2 of 4 files, a draft"),
    ])
  func unfinished(effect: Int, found: String) async throws {
    let world = try await World.interrupted(at: effect)
    let matter = try #require(try await standing(world).first)
    #expect(matter.name == "release v0.1.0.dev20261122001")
    #expect(matter.found == found)
    #expect(matter.remedy == "roller roll python continues with it")
    _ = try await world.night(clock: Worlds.clock("2026-11-23T15:00:00Z")).roll()
    #expect(try await standing(world).isEmpty)
  }

  @Test("a draft whose evidence is lost says how to bring it back")
  func lostEvidence() async throws {
    let world = try await World.interrupted(at: 12)
    await world.forge.change { $0.evidence = [:] }
    let matter = try #require(try await standing(world).first)
    #expect(matter.name.hasPrefix("release of "))
    #expect(matter.found.contains("refs/roller/evidence lacks the evidence"))
    #expect(matter.remedy.contains("push that ref from a clone that has it"))
  }

  @Test("a roll that others landed in their own words is named like any other")
  func landedByOthers() async throws {
    let world = try await World.proposed()
    await world.forge.change { $0.squash(1, saying: "Wheels", "") }
    let matter = try #require(try await standing(world).first)
    #expect(matter.name == "release v0.1.0.dev20261122001")
    await world.forge.change { $0.revert($0.main, because: "It is slow.") }
    #expect(try await standing(world).isEmpty)
  }

  @Test("a person's work on a branch bears the branch's name, in the night's report as in status")
  func work() async throws {
    let world = try await World.proposed()
    await world.forge.change {
      $0.push(onto: "roll/python", Worlds.file("FIX.md", "x"), by: "Ada")
    }
    let matter = try #require(try await standing(world).first)
    #expect(matter.name == "roll/python")
    #expect(matter.found.contains("by Ada, which roller did not create"))
    #expect(matter.remedy.contains("roller adopt"))
    let nothingNewer = FixedUpstream([
      Worlds.survey(Worlds.compiler, minors: [9]), Worlds.survey(Worlds.runtime, minors: [9]),
    ])
    let summary = try await world.night(
      nothingNewer, clock: Worlds.clock("2026-11-23T15:00:00Z")
    ).roll()
    #expect(summary.outcome == .nothingNewer)
    #expect(summary.matters == [matter])
    let adoption = Adoption(host: world.forge.host, clock: Worlds.clock)
    _ = try await adoption.record(Worlds.schedule, who: "Ben", why: Reason("It is right.")!)
    let adopted = try #require(try await standing(world).first)
    #expect(adopted.name == "roll/python")
    #expect(adopted.found.contains("was adopted by Ben and has not landed"))
    #expect(adopted.remedy == "roller roll python validates and lands it")
  }

  @Test("a person's no stands with its number and its remedy, until the pins have landed")
  func refusal() async throws {
    let world = try await World.proposed()
    await world.forge.change { $0.sayNo(to: 1) }
    let matter = try #require(try await standing(world).first)
    #expect(matter.name == "pull request #1")
    #expect(matter.found.contains("was closed by ada on 2026-11-22"))
    #expect(matter.remedy.contains("--again"))
    await world.forge.change { $0.reopen(1) }
    #expect(try await standing(world).isEmpty)
  }

  @Test("a pull request that is open for too long is overdue")
  func overdue() async throws {
    let world = try await World.proposed()
    let matters = try await standing(world, at: Timestamp("2026-12-20T15:00:00Z")!)
    #expect(matters.map(\.name) == ["pull request #1"])
    #expect(matters.first?.found.hasPrefix("overdue: open since 2026-11-22; it waits for") == true)
  }
}
