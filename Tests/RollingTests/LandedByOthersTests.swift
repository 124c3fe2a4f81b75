import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("Rolls that others landed in their own words", .timeLimit(.minutes(20)))
struct LandedByOthersTests {
  private let tomorrow = Worlds.clock("2026-11-23T15:00:00Z")

  /// What somebody may write over the commit that lands a pull request.
  enum Words: String, CaseIterable, Sendable {
    case queue = "Merge pull request #1 from o/roll/python"
    case numbered = "Newest wheels (#1)"
    case own = "Newest wheels"
    /// The number of another pull request.
    case other = "Newest wheels, as in #12"
  }

  /// The next night finishes what landed as `main` is now; nothing else is proposed.
  private func expectReleased(_ world: World, validations: Int) async throws {
    let landed = await world.forge.state.main
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.outcome == .nothingNewer)
    #expect(summary.finished.map { "\($0)" } == "0.1.0.dev20261122001")
    #expect(summary.matters.isEmpty)
    let state = await world.forge.state
    #expect(state.tags.values.map(\.commit) == [landed])
    #expect(state.releases.map(\.isDraft) == [false])
    #expect(state.branches.keys.sorted() == ["main"])
    #expect(await world.workshop.asked.count == validations)
    let effects = await world.forge.effects.count
    _ = try await world.night(clock: Worlds.clock("2026-11-24T15:00:00Z")).roll()
    #expect(await world.forge.effects.count == effects)
  }

  @Test("a squash is found whatever it says, tagged and released", arguments: Words.allCases)
  func squashed(words: Words) async throws {
    let world = try await World.proposed()
    let asked = await world.workshop.asked.count
    await world.forge.change { $0.squash(1, saying: words.rawValue, "I looked at it.") }
    try await expectReleased(world, validations: asked)
  }

  @Test("so it is when other work came between", arguments: Words.allCases)
  func squashedLater(words: Words) async throws {
    let world = try await World.proposed()
    let asked = await world.workshop.asked.count
    await world.forge.change { world in
      world.commitToMain(Worlds.file("README.md", "hi"), message: "Say hi (#7)")
      world.squash(1, saying: words.rawValue, "")
    }
    try await expectReleased(world, validations: asked)
  }

  @Test("commits after it do not hide it")
  func earlier() async throws {
    let world = try await World.proposed()
    await world.forge.change { world in
      world.squash(1, saying: "Wheels", "")
      world.commitToMain(Worlds.file("README.md", "hi"), message: "About #1")
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.finished != nil)
    let state = await world.forge.state
    #expect(state.tags.values.map(\.commit) == [state.commits[state.main]?.parent])
  }

  @Test("a merge queue's own words land a night's roll on the spot")
  func queued() async throws {
    let files = Worlds.files().map { file in
      guard file.path == "schedules/python.json" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      return Worlds.file(file.path, text.replacing("fast-forward", with: "platform"))
    }
    let world = World(files: files)
    await world.forge.change {
      $0.rules = BranchRules(demandsPullRequest: true, demandsQueue: true)
    }
    await world.forge.interfere { state, step in
      if case .forge(.mergePullRequest) = step {
        state.commitToMain(Worlds.file("README.md", "hi"), message: "Say hi")
      }
    }
    let first = try await world.night().roll()
    #expect(first.exitCode == .tryLater)
    await world.forge.interfere(nil)
    await world.forge.change { $0.squash(1, saying: "Roll the wheels (#1)", "* Roll the wheels") }
    let asked = await world.workshop.asked.count
    try await expectReleased(world, validations: asked)
  }

  @Test(
    "a squash of a roll and a person's fix is released as what it is, by the roll's own evidence")
  func work() async throws {
    let world = try await World.proposed()
    let asked = await world.workshop.asked.count
    await world.forge.change { world in
      world.push(onto: "roll/python", Worlds.file("FIX.md", "x"), by: "Ada")
      world.squash(1, saying: "Wheels and a fix (#1)", "")
    }
    let state = await world.forge.state
    #expect(state.file("FIX.md", at: state.main) != nil)
    try await expectReleased(world, validations: asked)
  }

  @Test("where it landed onto other recipes it is validated by them first")
  func otherRecipes() async throws {
    let world = try await World.proposed()
    let asked = await world.workshop.asked.count
    await world.forge.change { $0.squash(1, saying: "Wheels", "") }
    await world.workshop.change(recipes: "new")
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.finished.map { "\($0)" } == "0.1.0.dev20261123001")
    #expect(await world.workshop.asked.count == asked + 2)
  }

  private func tag(_ name: String, in world: inout ForgeWorld) {
    let tag = ReleaseTag(name)!
    world.tags[name] = TagDraft(
      tag: tag, commit: world.main, message: "Another schedule's", date: world.now)
  }

  @Test("what lands after a higher version was released is validated anew and bears one above it")
  func late() async throws {
    let world = try await World.proposed()
    let asked = await world.workshop.asked.count
    await world.forge.change { state in
      state.commitToMain(Worlds.file("README.md", "hi"), message: "Another schedule's")
      tag("v0.1.0.dev20261122005", in: &state)
      state.squash(1, saying: "Wheels", "")
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.finished.map { "\($0)" } == "0.1.0.dev20261123001")
    #expect(await world.workshop.asked.count == asked + 2)
    let state = await world.forge.state
    #expect(state.tags["v0.1.0.dev20261123001"]?.commit == state.main)
    let effects = await world.forge.effects.count
    _ = try await world.night(clock: Worlds.clock("2026-11-24T15:00:00Z")).roll()
    #expect(await world.forge.effects.count == effects)
  }

  @Test("what lands between two releases that leave no version is named, and nothing is tagged")
  func between() async throws {
    let world = try await World.proposed()
    await world.forge.change { state in
      state.squash(1, saying: "Wheels", "")
      state.commitToMain(Worlds.file("README.md", "hi"), message: "Another schedule's")
      tag("v0.1.0.dev20261121001", in: &state)
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.finished == nil)
    #expect(summary.matters.count == 1)
    #expect(await world.forge.state.tags.count == 1)
  }

  @Test("pins that a person changed before the merge are nobody's roll")
  func otherPins() async throws {
    let world = try await World.proposed()
    await world.forge.change { world in
      let branch = world.branches["roll/python"]!
      let text = String(
        decoding: world.file(VersionInfo.path, at: branch)!.bytes, as: UTF8.self)
      let next = text.replacing("3.13.0", with: "3.13.1")
      world.push(onto: "roll/python", Worlds.file(VersionInfo.path, next), by: "Ada")
      world.squash(1, saying: "Other wheels (#1)", "")
    }
    let nothing = FixedUpstream(
      [Worlds.compiler, Worlds.runtime].map {
        Survey(component: $0, answer: .unknown(because: "503"), pinned: nil)
      })
    let summary = try await world.night(nothing, clock: tomorrow).roll()
    #expect(summary.finished == nil)
    #expect(await world.forge.state.tags.isEmpty)
  }

  @Test("what was squashed and reverted is not released")
  func reverted() async throws {
    let world = try await World.proposed()
    await world.forge.change { world in
      world.squash(1, saying: "Wheels", "")
      world.revert(world.main, because: "It is slow.")
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.finished == nil)
    #expect(await world.forge.state.releases.isEmpty)
  }
}
