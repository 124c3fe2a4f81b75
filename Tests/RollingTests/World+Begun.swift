import Rolling
import RollingFakes
import Testing

// Where an earlier night left off.
extension World {
  /// A roll waits for a person to merge it.
  static func proposed() async throws -> World {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    return world
  }

  /// A night that was killed before the effect of that number.
  static func interrupted(at effect: Int) async throws -> World {
    let world = World()
    await world.forge.inject([
      InMemoryForge.Fault(effect: effect, side: .before, error: Killing.error)
    ])
    await #expect(throws: NightError.self) { try await world.night().roll() }
    await world.forge.inject([])
    return world
  }
}
