import Digest
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("History that another forge made", .timeLimit(.minutes(20)))
struct ForeignHistoryTests {
  private let tomorrow = Worlds.clock("2026-11-23T15:00:00Z")

  /// What a fork has of `world`: commits and evidence, and the branches and tags if so; never pull
  /// requests, statuses, drafts or releases.
  private func fork(
    of world: World, withBranches: Bool = false, withTags: Bool = false
  ) async -> World {
    let old = await world.forge.state
    let copy = World()
    await copy.forge.change { state in
      state.commits = old.commits
      state.branches = withBranches ? old.branches : ["main": old.main]
      state.tags = withTags ? old.tags : [:]
      state.evidence = old.evidence
    }
    return copy
  }

  private func expectLeftAlone(_ copy: World, at clock: NightClock) async throws {
    let summary = try await copy.night(clock: clock).roll()
    #expect(summary.outcome == .nothingNewer)
    #expect(summary.finished == nil && summary.matters.isEmpty)
    #expect(await copy.workshop.asked.isEmpty)
    let state = await copy.forge.state
    #expect(state.releases.isEmpty)
  }

  /// A night killed after it landed and before its tag.
  private func landed(_ world: World = World()) async throws -> World {
    await world.forge.inject([
      InMemoryForge.Fault(effect: 8, side: .before, error: Killing.error)
    ])
    await #expect(throws: NightError.self) { try await world.night().roll() }
    await world.forge.inject([])
    #expect(await world.forge.state.tags.isEmpty)
    return world
  }

  @Test(
    "a fork with evidence, no tags and any dates builds, tags and publishes nothing",
    arguments: ["2026-11-25T15:00:00Z", "2026-11-22T05:00:00Z"], [true, false])
  func fork(night: String, withBranches: Bool) async throws {
    let copy = await fork(of: try await landed(), withBranches: withBranches)
    try await expectLeftAlone(copy, at: Worlds.clock(night))
    #expect(await copy.forge.state.tags.isEmpty)
  }

  @Test("history that is dated ahead of the fork is history all the same")
  func ahead() async throws {
    let late = World()
    await late.forge.change { world in
      world.now = Timestamp("2027-03-01T00:00:00Z")!
      world.commitToMain(Worlds.file("README.md", "hi"), message: "By a clock that was wrong")
      world.now = Worlds.clock.now()
    }
    let copy = await fork(of: try await landed(late))
    let state = await copy.forge.state
    #expect(state.commits[state.main].map { $0.date > tomorrow.now() } == true)
    try await expectLeftAlone(copy, at: tomorrow)
    #expect(await copy.forge.state.tags.isEmpty)
  }

  @Test("a merged pull request of the fork's own says nothing about the rolls below it")
  func ownPullRequest() async throws {
    let copy = await fork(of: try await landed())
    await copy.forge.change { world in
      let main = world.main
      world.branches["roll/python"] = main
      world.push(onto: "roll/python", Worlds.file("FIX.md", "x"), by: "Ada")
      world.propose("roll/python", title: "Fix")
      world.squash(1, saying: "Fix (#1)", "")
    }
    try await expectLeftAlone(copy, at: tomorrow)
    #expect(await copy.forge.state.tags.isEmpty)
  }

  @Test("a roll that landed here without a pull request is finished, also under other commits")
  func withoutPullRequest() async throws {
    let files = Worlds.files().map { file in
      guard file.path == "schedules/python.json" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      return Worlds.file(
        file.path, text.replacing("\"pull-request\": true", with: "\"pull-request\": false"))
    }
    for work in [false, true] {
      let world = World(files: files)
      await world.forge.inject([
        InMemoryForge.Fault(effect: 7, side: .before, error: Killing.error)
      ])
      await #expect(throws: NightError.self) { try await world.night().roll() }
      await world.forge.inject([])
      let before = await world.forge.state
      #expect(before.tags.isEmpty && before.pulls.isEmpty)
      let roll = before.main
      if work {
        await world.forge.change {
          $0.commitToMain(Worlds.file("README.md", "hi"), message: "Say hi")
        }
      }
      let summary = try await world.night(clock: tomorrow).roll()
      #expect(summary.finished != nil)
      #expect(await world.forge.state.tags.values.map(\.commit) == [roll])
      let copy = await fork(of: world)
      try await expectLeftAlone(copy, at: tomorrow)
    }
  }
}
