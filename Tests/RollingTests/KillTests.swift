import Errors
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

/// What a killed process looks like to the forge: the next effect never comes.
enum Killing {
  static let error = Failure(
    .unavailable(afterSeconds: nil), doing: "being killed", found: "SIGKILL", hint: "start again")

  /// The number of effects of an undisturbed night of ``Worlds``.
  static let effects = 15

  static let sides = InMemoryForge.Fault.Side.allCases
}

@Suite("A night that is killed", .timeLimit(.minutes(20)))
struct KillTests {
  @Test("has as many effects as these tests sweep over")
  func countsEffects() async throws {
    let world = World()
    _ = try await world.night().roll()
    let effects = await world.forge.effects
    #expect(effects.count == Killing.effects, "\(effects)")
  }

  @Test(
    "before or after any effect and started again leaves one of each",
    arguments: 0..<Killing.effects, Killing.sides)
  func sweep(effect: Int, side: InMemoryForge.Fault.Side) async throws {
    let world = World()
    await world.forge.inject([
      InMemoryForge.Fault(effect: effect, side: side, error: Killing.error)
    ])
    await #expect(throws: NightError.self) { try await world.night().roll() }
    _ = try await world.night().roll()
    try await expectOneOfEach(world)
  }

  @Test(
    "twice, the second time while it recovers, leaves one of each", arguments: 0..<Killing.effects)
  func twice(effect: Int) async throws {
    for second in 1...4 {
      let world = World()
      await world.forge.inject([
        InMemoryForge.Fault(effect: effect, side: .after, error: Killing.error),
        InMemoryForge.Fault(effect: effect + second, side: .before, error: Killing.error),
      ])
      for _ in 0..<2 { _ = try? await world.night().roll() }
      _ = try await world.night().roll()
      try await expectOneOfEach(world)
    }
  }

  @Test("never validates a pin set again that was recorded", arguments: 1..<Killing.effects)
  func remembers(effect: Int) async throws {
    let world = World()
    await world.forge.inject([
      InMemoryForge.Fault(effect: effect, side: .after, error: Killing.error)
    ])
    _ = try? await world.night().roll()
    _ = try await world.night().roll()
    let asked = await world.workshop.asked
    #expect(Set(asked).count == asked.count, "\(asked)")
  }

  private func expectOneOfEach(_ world: World) async throws {
    let state = await world.forge.state
    #expect(state.history(of: "main").count == 2)
    #expect(state.branches.keys.sorted() == ["main"])
    #expect(state.pullRequests.map(\.state) == [.merged])
    #expect(state.tags.count == 1)
    #expect(state.releases.map(\.isDraft) == [false])
    #expect(Set(state.releases[0].assets.map(\.name)).count == 4)
    #expect(state.releases[0].assets.count == 4)
    #expect(state.tags.values.first?.commit == state.main)
  }
}
