import Foundation
import ReleaseModel
import RollPlanning
import Rolling
import TestKit

/// What the first night of a forge did that was founded from a fresh clone of another.
struct CloneNight: Sendable {
  let summary: NightSummary
  let asked: [String]
  let facts: ForgeFacts
  let refsBefore: String
  let refsAfter: String
}

extension NightWorld {
  /// Clones from `source`, founds a forge of the clone's own, and rolls there once.
  func lifeOfClone(
    of source: String, withEvidence: Bool = false, to minor: Int
  ) async throws -> CloneNight {
    let name = "clone-\(UUID().uuidString)"
    let clone = folder.url.appending(path: name)
    try await git.run(["clone", "--quiet", source, name], in: folder.url.path)
    if withEvidence {
      try await git.run(
        ["fetch", "--quiet", "origin", "refs/roller/*:refs/roller/*"], in: clone.path)
    }
    let forge = try await ServedForge.serve(
      at: folder.url.appending(path: "\(name).git"), from: clone, time: time, git: git)
    do {
      let night = try await firstNight(of: forge, in: name, to: minor)
      await forge.stop()
      return night
    } catch {
      await forge.stop()
      throw error
    }
  }

  private func firstNight(
    of forge: ServedForge, in name: String, to minor: Int
  ) async throws -> CloneNight {
    let workshop = try FileWorkshop(in: folder.url.appending(path: "\(name)-artifacts")) { _, _ in
      .green
    }
    let before = try await forge.refs()
    let summary = try await Self.night(on: forge, to: minor, by: workshop).roll()
    return CloneNight(
      summary: summary, asked: await workshop.asked,
      facts: try await forge.client().host.facts(for: SlotBranch(NightFiles.schedule), on: nil),
      refsBefore: before, refsAfter: try await forge.refs())
  }
}
