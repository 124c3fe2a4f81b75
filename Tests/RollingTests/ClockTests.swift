import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("The clock of a night", .timeLimit(.minutes(20)))
struct ClockTests {
  @Test("a clock that the forge contradicts is refused before anything is built or lands")
  func wrong() async throws {
    let world = World()
    await world.forge.show(Timestamp("2026-11-22T16:00:00Z"))
    let error = await #expect(throws: NightError.self) { try await world.night().roll() }
    #expect(error?.exitCode == .refused)
    #expect(await world.workshop.asked.isEmpty)
    #expect(await world.forge.effects.isEmpty)
  }

  @Test("a date of main that lies ahead is named, and new commits get a later date")
  func ahead() async throws {
    let world = World()
    await world.forge.show(Worlds.clock.now())
    await world.forge.change { state in
      state.now = Timestamp("2031-01-01T00:00:00Z")!
      state.commitToMain(Worlds.file("README.md", "hi"), message: "From the future")
      state.now = Worlds.clock.now()
    }
    let summary = try await world.night().roll()
    #expect(summary.outcome == .landed)
    #expect(summary.matters.first?.found.contains("ahead of now") == true)
    let state = await world.forge.state
    let main = try #require(state.commits[state.main])
    #expect(main.date == Timestamp("2031-01-01T00:00:01Z"))
  }

  @Test("after a night by a clock that was ahead versions and slots still rise")
  func afterwards() async throws {
    let world = World { _, _ in .green }
    let upstream = { (minors: [Int]) in
      FixedUpstream([
        Worlds.survey(Worlds.compiler, minors: minors), Worlds.survey(Worlds.runtime, minors: [9]),
      ])
    }
    _ = try await world.night(upstream([9, 10]), clock: Worlds.clock("2026-11-28T15:00:00Z")).roll()
    let summary = try await world.night(upstream([9, 10, 11])).roll()
    #expect(summary.outcome == .landed)
    #expect(summary.roll.map { "\($0.version)" } == "0.1.0.dev20261128002")
    #expect(summary.roll?.message.slot == Timestamp("2026-11-28T04:00:00Z"))
  }
}
