import Foundation
import LocalForge
import ReleaseRepository
import Rolling
import Testing

@Suite("Nights after a killed program", .timeLimit(.minutes(20)))
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

  @Test(
    "locks of every kind in the forge and in the mirror are cleared on the way in, and the night lands",
    arguments: [(true, false), (false, true), (true, true)])
  func cleared(inForge: Bool, inMirror: Bool) async throws {
    try await NightWorld.run { world in
      _ = try await world.roll(to: 1)
      let (forge, mirror) = (world.forge.local.repository, world.forge.mirror)
      let left =
        (inForge ? Self.locks.map { forge.appending(path: $0) } : [])
        + (inMirror ? Self.mirrorLocks.map { mirror.appending(path: $0) } : [])
      for lock in left { try leave(lock) }
      enter(world)
      #expect(left.filter { FileManager.default.fileExists(atPath: $0.path) } == [])
      let summary = try await world.roll(to: 2, at: "2026-11-23T04:30:00Z")
      #expect(summary.outcome == .landed)
      try await world.expectWhole(rolls: 2)
    }
  }

  @Test("a lock on main that nobody cleared ends the night in words, and nothing has landed")
  func inTheWay() async throws {
    try await NightWorld.run { world in
      try leave(world.forge.local.repository.appending(path: "refs/heads/main.lock"))
      let night = try NightWorld.night(on: world.forge, to: 1, by: world.workshop)
      do throws(NightError) {
        _ = try await night.roll()
        Issue.record("it landed")
      } catch {
        #expect([.tryLater, .remoteSaidNo].contains(error.exitCode), "\(error)")
        #expect("\(error)".contains("lock"), "\(error)")
      }
      enter(world)
      #expect(try await world.roll(to: 1).outcome == .landed)
      try await world.expectWhole(rolls: 1)
    }
  }

  /// What `roller roll` does before it opens the forge and its mirror.
  private func enter(_ world: NightWorld) {
    let presence = ForgePresence(at: world.forge.local.repository, now: Date()) { $0.remove() }
    MirrorLocks(of: world.forge.mirror).remove()
    withExtendedLifetime(presence) {}
  }

  private func leave(_ file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: file)
  }
}
