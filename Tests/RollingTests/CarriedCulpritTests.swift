import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("Culprits are carried to the next night", .timeLimit(.minutes(20)))
struct CarriedCulpritTests {
  private func upstream(compiler minors: [Int]) -> FixedUpstream {
    FixedUpstream([
      Worlds.survey(Worlds.compiler, minors: minors), Worlds.survey(Worlds.runtime, minors: [8]),
    ])
  }

  @Test("a new revision behind an old culprit costs a release and no search")
  func cheapSecondNight() async throws {
    let world = World(files: Worlds.files(minor: 8))
    _ = try await world.night(upstream(compiler: [8, 9, 10, 11, 12])).roll()
    let left = await world.forge.state.culprits[Worlds.schedule]
    #expect(left?.map(\.component) == [Worlds.compiler])
    let before = await world.workshop.asked.count
    let second = try await world.night(upstream(compiler: [8, 9, 10, 11, 12, 13])).roll()
    let asked = await world.workshop.asked.count - before
    #expect(asked == 1)
    #expect(second.report?.held.map(\.firstBad) == ["3.10.0"])
  }

  @Test("what was carried and is fixed upstream lands")
  func fixed() async throws {
    let world = World(files: Worlds.files(minor: 8))
    _ = try await world.night(upstream(compiler: [8, 9, 10])).roll()
    let repaired = World(files: Worlds.files(minor: 8)) { _, _ in .green }
    let left = await world.forge.state.culprits
    await repaired.forge.change { $0.culprits = left }
    let summary = try await repaired.night(upstream(compiler: [8, 9, 10, 11])).roll()
    #expect(summary.report?.bumps.map { $0.bump.to.label } == ["3.11.0"])
    #expect(await repaired.forge.state.culprits[Worlds.schedule]?.isEmpty == true)
  }

  @Test("names and pins, not indices, are what is kept")
  func roundTrip() {
    let culprit = RememberedCulprit(
      component: Worlds.compiler, target: TargetName("linux-x86_64")!,
      ranges: [
        RememberedCulprit.Range(
          component: Worlds.compiler, from: Worlds.pin(10, of: Worlds.compiler).identity,
          through: nil),
        RememberedCulprit.Range(
          component: Worlds.runtime, from: nil,
          through: Worlds.pin(9, of: Worlds.runtime).identity),
      ])
    #expect(RememberedCulprit.read(RememberedCulprit.document([culprit])) == [culprit])
    #expect(RememberedCulprit.read(["culprits": [["component": "x"], 7]]).isEmpty)
  }
}
