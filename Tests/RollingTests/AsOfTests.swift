import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("A roll as of an earlier day", .timeLimit(.minutes(20)))
struct AsOfTests {
  /// 3.10 landed on 2024-10-27, 3.11 on 2024-11-30 in the evening, 3.12 and 3.13 later.
  private func roll(_ world: World, asOf day: String) async throws -> NightSummary {
    try await world.night(asOf: CalendarDate(day)).roll()
  }

  @Test(
    "lands the newest that had landed by the end of that day, and its commit and release say so")
  func lands() async throws {
    let world = World()
    let summary = try await roll(world, asOf: "2024-11-30")
    #expect(summary.outcome == .landed)
    #expect(summary.report?.bumps.map(\.bump.to.label) == ["3.11.0", "3.11.0"])
    let state = await world.forge.state
    let message = try #require(BumpMessage(state.commits[state.main]?.message ?? ""))
    #expect(message.asOf == CalendarDate("2024-11-30"))
    #expect(message.slot == Timestamp("2026-11-22T04:00:00Z"))
    let tag = try #require(state.tags.values.first)
    #expect(BumpMessage(tag: tag.message)?.asOf == message.asOf)
    #expect(state.pulls.first?.body.contains("> as of 2024-11-30") == true)
  }

  @Test("goes on, step by step, to what is newest today, which says nothing of a day")
  func stepByStep() async throws {
    let world = World()
    for (day, minor) in [("2024-10-26", 9), ("2024-11-29", 10), ("2025-01-31", 12)] {
      _ = try await roll(world, asOf: day)
      let state = await world.forge.state
      let info = try VersionInfo.read(state.file(VersionInfo.path, at: state.main)!.bytes)
      #expect(info.pins[Worlds.compiler]?.label == "3.\(minor).0", "\(day)")
    }
    _ = try await world.night().roll()
    let state = await world.forge.state
    let message = try #require(BumpMessage(state.commits[state.main]?.message ?? ""))
    #expect(message.lines.map(\.to) == ["3.13.0", "3.13.0"] && message.asOf == nil)
    #expect(state.tags.count == 3)
  }

  @Test("a revision that landed later is not a candidate, and the plan says when it landed")
  func plan() async throws {
    let summary = try await World().night(asOf: CalendarDate("2024-11-29")).plan()
    let skipped = summary.report?.skipped ?? []
    #expect(skipped.contains { $0.revision.why == "landed on 2025-01-04, after 2024-11-29" })
  }
}
