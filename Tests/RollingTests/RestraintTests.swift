import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import TestKit
import Testing

@Suite("What people say may not move", .timeLimit(.minutes(20)))
struct RestraintTests {
  /// Everything works with everything.
  private func world(_ files: [RepositoryFile] = Worlds.files()) -> World {
    World(files: files) { _, _ in .green }
  }

  private func upstream(_ minors: [Int]) -> FixedUpstream {
    FixedUpstream([
      Worlds.survey(Worlds.compiler, minors: minors), Worlds.survey(Worlds.runtime, minors: [9]),
    ])
  }

  private func noted(_ note: String) throws -> [RepositoryFile] {
    try Worlds.files().map { file in
      guard file.path == VersionInfo.path else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      return Worlds.file(
        file.path,
        try text.edited("\"iree-base-compiler\": {", to: "\"iree-base-compiler\": { \(note),"))
    }
  }

  private func standing(_ summary: NightSummary, _ name: ComponentName) -> ComponentStanding? {
    summary.report?.standings.first { $0.component == name }?.standing
  }

  @Test("a roll that was reverted is not proposed again, and a newer revision is")
  func reverted() async throws {
    let world = world()
    let first = try await world.night(upstream([9, 10, 11])).roll()
    let landed = try #require(first.roll?.commit)
    await world.forge.change { $0.revert(landed, because: "Decoding is ten times slower.") }
    let asked = await world.workshop.asked.count

    let second = try await world.night(upstream([9, 10, 11])).roll()
    #expect(second.outcome == .nothingNewer)
    guard case .quarantined("3.9.0", let entry) = standing(second, Worlds.compiler) else {
      Issue.record("\(String(describing: standing(second, Worlds.compiler)))")
      return
    }
    #expect(entry.label == "3.11.0")
    #expect(entry.because == "Decoding is ten times slower.")
    #expect(await world.workshop.asked.count == asked)
    #expect(await world.forge.state.history(of: "main").count == 3)

    let third = try await world.night(upstream([9, 10, 11, 12])).roll()
    #expect(third.report?.bumps.map { $0.bump.to.label } == ["3.12.0"])
    #expect(
      third.report?.skipped.map(\.revision.why) == [
        "quarantined since \(entry.commit.abbreviated) reverted it: Decoding is ten times slower."
      ])
    #expect(third.outcome == .landed)
  }

  @Test("an Unhold trailer on main lets the same revisions roll again")
  func released() async throws {
    let world = world()
    let first = try await world.night(upstream([9, 10])).roll()
    let landed = try #require(first.roll?.commit)
    await world.forge.change {
      $0.revert(landed, because: "Slow.")
      $0.commitToMain(
        Worlds.file("README.md", "fast"),
        message: "It was the machine\n\nUnhold: iree-base-compiler\n")
    }
    let tags = await world.forge.state.tags
    let second = try await world.night(upstream([9, 10])).roll()
    #expect(second.report?.bumps.map { $0.bump.to.label } == ["3.10.0"])
    #expect(second.outcome == .landed)
    // The same files are released under their first name, on which nothing moves.
    let third = try await world.night(upstream([9, 10])).roll()
    #expect(third.outcome == .nothingNewer)
    #expect(await world.forge.state.tags == tags)
  }

  @Test("a roll that was reverted before its release was finished is not released")
  func notReleased() async throws {
    let world = world()
    await world.forge.inject([
      InMemoryForge.Fault(effect: 9, side: .before, error: Killing.error)
    ])
    await #expect(throws: NightError.self) { try await world.night(upstream([9, 10])).roll() }
    let state = await world.forge.state
    let landed = state.main
    #expect(BumpMessage(state.commits[landed]?.message ?? "") != nil)
    await world.forge.change { $0.revert(landed, because: "Slow.") }
    let summary = try await world.night(upstream([9, 10])).roll()
    #expect(summary.finished == nil)
    #expect(await world.forge.state.releases.allSatisfy(\.isDraft))
  }

  @Test("a held component is not even asked about, and its reason stands in the report")
  func held() async throws {
    let world = world(try noted("\"hold\": \"waits for the new driver\""))
    let summary = try await world.night().roll()
    #expect(
      standing(summary, Worlds.compiler)
        == .onHold(label: "3.9.0", because: "waits for the new driver"))
    #expect(summary.report?.bumps.map(\.bump.component) == [Worlds.runtime])
    #expect(summary.pullRequest?.body.contains("waits for the new driver") == true)
  }

  @Test("a denied revision is no candidate, and the next best is")
  func denied() async throws {
    let world = world(try noted("\"denied\": { \"3.13.0\": \"eats memory\" }"))
    let summary = try await world.night(upstream([9, 12, 13])).roll()
    #expect(summary.report?.bumps.map { $0.bump.to.label } == ["3.12.0"])
    #expect(summary.report?.skipped.map(\.revision.why) == ["denied: eats memory"])
  }

  @Test("a parked component is named and the others go on")
  func parked() async throws {
    let world = world()
    let upstream = FixedUpstream([
      Worlds.survey(Worlds.compiler, minors: [9, 10]),
      Survey(
        component: Worlds.runtime, answer: .parked(because: "main was force-pushed"), pinned: nil),
    ])
    let summary = try await world.night(upstream).roll()
    #expect(summary.outcome == .landed)
    #expect(
      standing(summary, Worlds.runtime)
        == .parked(label: "3.9.0", because: "main was force-pushed"))
    #expect(summary.pullRequest?.body.contains("main was force-pushed") == true)
  }
}
