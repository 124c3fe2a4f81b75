import Digest
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("What earlier nights began", .timeLimit(.minutes(20)))
struct FinishingTests {
  private let tomorrow = Worlds.clock("2026-11-23T15:00:00Z")

  /// A world in which one roll has landed and is released.
  private func landed() async throws -> World {
    let world = World()
    _ = try await world.night().roll()
    return world
  }

  /// The same repository on a new forge: what `git clone` and a fork bring, and nothing else.
  private func copied(_ world: World, withTags: Bool) async -> World {
    let old = await world.forge.state
    let copy = World()
    await copy.forge.change { state in
      state.commits = old.commits
      state.branches = ["main": old.main]
      state.tags = withTags ? old.tags : [:]
    }
    return copy
  }

  @Test(
    "a fresh clone of a repository with a landed roll finds nothing newer and builds nothing",
    arguments: [true, false])
  func freshClone(withTags: Bool) async throws {
    let copy = await copied(try await landed(), withTags: withTags)
    let summary = try await copy.night(clock: Worlds.clock("2026-11-25T15:00:00Z")).roll()
    #expect(summary.outcome == .nothingNewer)
    #expect(summary.matters.isEmpty)
    #expect(await copy.forge.effects.isEmpty)
    #expect(await copy.workshop.asked.isEmpty)
  }

  @Test("a fork that has the evidence, too, releases nothing that it did not land")
  func forkWithEvidence() async throws {
    let world = try await landed()
    let copy = await copied(world, withTags: false)
    let evidence = await world.forge.state.evidence
    await copy.forge.change { $0.evidence = evidence }
    let summary = try await copy.night(clock: Worlds.clock("2026-11-25T15:00:00Z")).roll()
    #expect(summary.outcome == .nothingNewer)
    #expect(await copy.forge.state.releases.isEmpty)
  }

  @Test("lost evidence of a released roll stops nothing")
  func lostEvidence() async throws {
    let world = try await landed()
    await world.forge.change { $0.evidence = [:] }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.outcome == .nothingNewer)
    #expect(summary.matters.isEmpty)
  }

  @Test("a draft whose evidence is lost is named with a remedy that reverts nothing")
  func draftWithoutEvidence() async throws {
    let world = try await World.interrupted(at: 11)
    await world.forge.change { $0.evidence = [:] }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.exitCode == .done)
    let matter = try #require(summary.matters.first)
    #expect(!matter.remedy.contains("revert"))
  }

  @Test("a release that a person published before all files were there is completed")
  func publishedEarly() async throws {
    let world = try await World.interrupted(at: 12)
    await world.forge.change { $0.publish($0.releases[0].id) }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.finished != nil)
    #expect(await world.forge.state.releases[0].assets.count == 4)
  }

  @Test("files that this machine lost, of a release that is public, are reported and stop nothing")
  func publishedAndLost() async throws {
    let world = try await World.interrupted(at: 11)
    await world.forge.change { $0.publish($0.releases[0].id) }
    await world.workshop.forget()
    let asked = await world.workshop.asked.count
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.exitCode == .done)
    #expect(summary.matters.count == 1)
    #expect(await world.workshop.asked.count == asked)
  }

  @Test("a person's signature in a draft stays")
  func signature() async throws {
    let world = try await World.interrupted(at: 12)
    await world.forge.change { state in
      let asset = AssetFacts(
        id: state.identifier(), name: "SHA256SUMS.asc", isUploaded: true, size: 3,
        digest: SHA256Digest(of: "sig"))
      state.edit(release: state.releases[0].id) { $0 + [asset] }
    }
    _ = try await world.night(clock: tomorrow).roll()
    let release = try #require(await world.forge.state.releases.first)
    #expect(!release.isDraft)
    #expect(release.assets.map(\.name).contains("SHA256SUMS.asc"))
    #expect(release.assets.count == 5)
  }

  @Test("a tag of the wanted name that is there before the night only moves the number on")
  func tagThere() async throws {
    let world = World()
    await world.forge.change { $0.tag("v0.1.0.dev20261122001", $0.main) }
    let summary = try await world.night().roll()
    #expect(summary.outcome == .landed)
    #expect(summary.roll.map { "\($0.version)" } == "0.1.0.dev20261122002")
  }

  @Test(
    "a tag that takes the name after the validation is seen before main moves; the files are made again"
  )
  func tagAppears() async throws {
    let world = World()
    await world.forge.interfere { state, step in
      if case .forge(.openPullRequest) = step { state.tag("v0.1.0.dev20261122001", state.main) }
    }
    let summary = try await world.night().roll()
    #expect(summary.outcome == .landed)
    let state = await world.forge.state
    #expect(summary.roll.map { "\($0.version)" } == "0.1.0.dev20261122002")
    #expect(state.tags["v0.1.0.dev20261122002"]?.commit == state.main)
    #expect(state.pullRequests.map(\.state) == [.merged])
  }

  @Test("a name that another schedule's evidence bears is not chosen again")
  func evidenceName() async throws {
    let world = World()
    let other = World { _, _ in .green }
    let night = other.night(FixedUpstream([Worlds.survey(Worlds.compiler, minors: [9, 10])]))
    _ = try await night.roll()
    let evidence = await other.forge.state.evidence
    await world.forge.change { $0.evidence = evidence }
    let summary = try await world.night().roll()
    #expect(summary.roll.map { "\($0.version)" } == "0.1.0.dev20261122002")
  }

  @Test(
    "deleting the wrong tag of a landed roll is a remedy that works, and until then stops nothing")
  func wrongTag() async throws {
    let world = try await World.interrupted(at: 9)
    await world.forge.change { $0.tag("v0.1.0.dev20261122001", $0.commits[$0.main]!.parent!) }
    let stuck = try await world.night(clock: tomorrow).roll()
    #expect(stuck.exitCode == .done)
    #expect(stuck.matters.first?.remedy.contains("delete it") == true)
    await world.forge.change { $0.tags["v0.1.0.dev20261122001"] = nil }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.finished != nil && summary.matters.isEmpty)
  }
}

extension ForgeWorld {
  /// A person tags `commit`.
  mutating func tag(_ name: String, _ commit: Revision) {
    guard let tag = ReleaseTag(name) else { return }
    tags[name] = TagDraft(tag: tag, commit: commit, message: "by hand", date: now)
  }
}
