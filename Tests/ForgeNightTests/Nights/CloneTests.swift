import Rolling
import Testing

@Suite("A fresh clone's first night", .timeLimit(.minutes(20)))
struct CloneTests {
  enum Source: String, CaseIterable, Sendable {
    case served, path
    case evidence = "served, with the evidence fetched"
  }

  @Test(
    "after a landed and released roll a fresh clone finds nothing newer, and builds, tags and proposes nothing",
    arguments: Source.allCases)
  func nothingNewer(source: Source) async throws {
    try await NightWorld.run { world in
      let first = try await world.roll(to: 1)
      #expect(first.outcome == .landed)
      #expect(first.release != nil)
      try await world.expectWhole(rolls: 1)
      world.time.go(to: "2026-11-23T04:30:00Z")
      let night = try await world.lifeOfClone(
        of: source == .path ? world.forge.local.repository.path : world.forge.cloneURL,
        withEvidence: source == .evidence, to: 1)
      #expect(night.summary.outcome == .nothingNewer)
      #expect(night.summary.exitCode == .done)
      #expect(night.summary.finished == nil)
      #expect(night.summary.matters.isEmpty)
      #expect(night.asked.isEmpty)
      #expect(night.refsAfter == night.refsBefore)
      #expect(night.facts.pullRequests.isEmpty && night.facts.releases.isEmpty)
    }
  }

  @Test(
    "a fresh clone's forge rolls what is newer by itself, above the versions of the history it has")
  func newer() async throws {
    try await NightWorld.run { world in
      _ = try await world.roll(to: 1)
      let night = try await world.lifeOfClone(of: world.forge.cloneURL, to: 2)
      #expect(night.summary.outcome == .landed)
      #expect(night.summary.finished == nil)
      #expect(night.facts.releases.count == 1)
      #expect(night.facts.tags.count == 2)
      #expect(night.facts.tags.last.map { night.refsBefore.contains($0.name) } == false)
    }
  }

  @Test("history that is dated ahead of the clock is history all the same")
  func ahead() async throws {
    try await NightWorld.run { world in
      world.time.go(to: "2026-11-29T12:00:00Z")
      try await world.commitToMain("by a clock that was wrong\n")
      world.time.go(to: "2026-11-22T04:30:00Z")
      #expect(try await world.roll(to: 1).outcome == .landed)
      let night = try await world.lifeOfClone(of: world.forge.cloneURL, to: 1)
      #expect(night.summary.outcome == .nothingNewer)
      #expect(night.asked.isEmpty && night.facts.releases.isEmpty)
      #expect(night.refsAfter == night.refsBefore)
    }
  }
}
