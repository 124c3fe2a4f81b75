import Foundation
import GitHub
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import TestKit

/// A release repository, its local forge, a person's clone and a machine that rolls every night.
final class NightWorld: Sendable {
  let folder: TemporaryFolder
  let git: IsolatedGit
  let time: NightTime
  let forge: ServedForge
  let workshop: FileWorkshop

  private init(_ landing: NightFiles.Landing) async throws {
    folder = try TemporaryFolder("forge-night")
    git = IsolatedGit(home: folder.url.path)
    time = NightTime("2026-11-22T04:30:00Z")
    workshop = try FileWorkshop(in: folder.url.appending(path: "artifacts")) { _, _ in .green }
    let checkout = folder.url.appending(path: "checkout")
    for (path, text) in NightFiles.all(landing) { try folder.write(text, to: "checkout/" + path) }
    try await git.run(["init", "--quiet", "--initial-branch=main"], in: checkout.path)
    try await git.run(["add", "--all"], in: checkout.path)
    try await git.run(
      ["commit", "--quiet", "--message", "Found a release repository"], in: checkout.path)
    forge = try await ServedForge.serve(
      at: folder.url.appending(path: "forge.git"), from: checkout, time: time, git: git)
    try await git.run(
      ["clone", "--quiet", forge.cloneURL, "person"], in: folder.url.path)
  }

  /// Runs `body` while the forge serves.
  static func run(
    _ landing: NightFiles.Landing = NightFiles.Landing(),
    _ body: (NightWorld) async throws -> Void
  ) async throws {
    let world = try await NightWorld(landing)
    do { try await body(world) } catch {
      await world.forge.stop()
      throw error
    }
    await world.forge.stop()
  }

  /// One night, by a program that starts anew: upstream has everything up to `minor`.
  @discardableResult
  func roll(
    to minor: Int, at moment: String? = nil, seenBy observer: any NightObserver = Unheard()
  ) async throws -> NightSummary {
    if let moment { time.go(to: moment) }
    return try await Self.night(
      on: forge, to: minor, by: workshop, seenBy: observer
    ).roll()
  }

  static func night(
    on forge: ServedForge, to minor: Int, by workshop: FileWorkshop,
    seenBy observer: any NightObserver = Unheard()
  ) throws -> Night {
    Night(
      schedule: NightFiles.schedule,
      ports: NightPorts(
        upstream: NightFiles.upstream(to: minor), workshop: workshop,
        host: try forge.client().host),
      clock: forge.time.clock, observer: observer)
  }

  /// All that the forge holds of the schedule.
  func facts() async throws -> ForgeFacts {
    try await forge.client().host.facts(for: SlotBranch(NightFiles.schedule), on: nil)
  }
}

/// Listens to nobody.
struct Unheard: NightObserver {
  func note(_ event: NightEvent) {}
}
