import Foundation
import LocalForge
import ReleaseRepository
import Rolling
import Testing

@Suite("Nights after a killed program", .timeLimit(.minutes(3)))
struct LockTests {
  /// What git and libgit2 lock in the forge for what a night does.
  private static let locks = [
    "refs/forge/state.lock", "refs/heads/main.lock", "refs/heads/roll/night.lock",
    "refs/roller/evidence.lock", "packed-refs.lock", "HEAD.lock", "config.lock", "index.lock",
    "shallow.lock",
  ]
  /// The same in the roller's own mirror.
  private static let mirrorLocks = [
    "HEAD.lock", "config.lock", "index.lock", "packed-refs.lock", "shallow.lock",
    "refs/heads/main.lock", "refs/heads/roll/night.lock", "refs/roller/evidence.lock",
  ]

  @Test("a lock of any kind in the forge or in the mirror is cleared on the way in, and the night lands")
  func cleared() async throws {
    try await NightWorld.run { world in
      _ = try await world.roll(to: 1)
      for (place, lock) in Self.locks.enumerated() {
        try leave(lock, in: world.forge.local.repository)
        enter(world)
        #expect(try await world.roll(to: 2 + place).outcome == .landed, "\(lock)")
        world.time.pass(seconds: 86_400)
      }
      for (place, lock) in Self.mirrorLocks.enumerated() {
        try leave(lock, in: world.forge.mirror)
        enter(world)
        #expect(try await world.roll(to: 20 + place).outcome == .landed, "\(lock) of the mirror")
        world.time.pass(seconds: 86_400)
      }
      try await world.expectWhole(rolls: 1 + Self.locks.count + Self.mirrorLocks.count)
    }
  }

  /// What `roller roll` does before it opens the forge and its mirror.
  private func enter(_ world: NightWorld) {
    let presence = ForgePresence(at: world.forge.local.repository, now: Date()) { $0.remove() }
    MirrorLocks(of: world.forge.mirror).remove()
    withExtendedLifetime(presence) {}
  }

  private func leave(_ lock: String, in folder: URL) throws {
    let file = folder.appending(path: lock)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: file)
  }
}
