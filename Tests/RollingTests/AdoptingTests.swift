import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

/// A slot branch with Grace's work on it.
private enum Work {
  static let tomorrow = Worlds.clock("2026-11-23T15:00:00Z")

  /// A roll waited for a check, Grace worked on its branch, and the check is demanded no more.
  static func world(
    _ how: String = "on top", merge: String = "when-green",
    truth: @escaping MatrixWorkshop.Truth = Worlds.blocks
  ) async throws -> World {
    let world = World(files: Worlds.files(merge: merge), truth: truth)
    await world.forge.change { $0.rules = BranchRules(checks: [RequiredCheck(name: "check")]) }
    _ = try await world.night().roll()
    await world.forge.change { world in
      push(how, &world)
      world.rules = BranchRules()
    }
    return world
  }

  static func push(_ how: String, _ world: inout ForgeWorld) {
    let file = Worlds.file("fix", "\(how)")
    switch how {
    case "amended": world.amend("roll/python", file, by: "Grace")
    case "underneath": world.fixUnderneath("roll/python", file, by: "Grace")
    default: world.push(onto: "roll/python", file, by: "Grace")
    }
  }

  @discardableResult
  static func adopt(_ world: World) async throws -> SlotHead {
    try await Adoption(host: world.forge.host, clock: Worlds.clock).record(
      Worlds.schedule, who: "ada", why: Reason("the fix is right")!)
  }
}

@Suite("A person's work that is adopted", .timeLimit(.minutes(20)))
struct AdoptingTests {
  @Test("lands as it is, whatever the person did", arguments: ["on top", "amended", "underneath"])
  func lands(how: String) async throws {
    let world = try await Work.world(how)
    let head = try await Work.adopt(world)
    let summary = try await world.night(clock: Work.tomorrow).roll()
    #expect(summary.outcome == .landed && summary.hasLanded)
    let state = await world.forge.state
    #expect(state.main == head.revision)
    #expect(state.branches.keys.sorted() == ["main"])
    #expect(state.pullRequests.map(\.state) == [.merged])
    let shown = state.statuses.filter { $0.revision == head.revision }
    #expect(
      shown.map(\.context).sorted() == ["roller/linux-aarch64", "roller/linux-x86_64"])
  }

  @Test("is released that night only while it still is a roll with that evidence")
  func released() async throws {
    let amended = try await Work.world("amended")
    try await Work.adopt(amended)
    _ = try await amended.night(clock: Work.tomorrow).roll()
    let state = await amended.forge.state
    #expect(state.releases.map(\.isDraft) == [false])
    #expect(state.tags.values.map(\.commit) == [state.main])
    let pushed = try await Work.world()
    try await Work.adopt(pushed)
    _ = try await pushed.night(clock: Work.tomorrow).roll()
    #expect(await pushed.forge.state.releases.isEmpty)
  }

  @Test("is not covered once its head changed")
  func changedHead() async throws {
    let world = try await Work.world()
    try await Work.adopt(world)
    await world.forge.change { Work.push("again", &$0) }
    let before = await world.forge.state.branches
    let summary = try await world.night(clock: Work.tomorrow).roll()
    #expect(summary.exitCode == .refused)
    #expect(summary.stop?.remedy.contains("roller adopt") == true)
    #expect(await world.forge.state.branches == before)
  }

  @Test("does not land when its head changes while it lands")
  func changedMeanwhile() async throws {
    let world = try await Work.world()
    try await Work.adopt(world)
    await world.forge.interfere { world, step in
      guard case .forge(.setStatus) = step, world.branches.count < 3 else { return }
      world.branches["once"] = world.main
      Work.push("again", &world)
    }
    let before = await world.forge.state.main
    let summary = try await world.night(clock: Work.tomorrow).roll()
    #expect(summary.exitCode == .refused)
    #expect(await world.forge.state.main == before)
  }

  @Test("stops with the remedy when main moved away from under it")
  func behind() async throws {
    let world = try await Work.world()
    try await Work.adopt(world)
    await world.forge.change { $0.commitToMain(Worlds.file("a", "b"), message: "Unrelated") }
    let before = await world.forge.state.branches
    let summary = try await world.night(clock: Work.tomorrow).roll()
    #expect(summary.exitCode == .refused)
    #expect(
      summary.stop?.remedy == "git rebase on main and push, then roller adopt again")
    #expect(await world.forge.state.branches == before)
  }

  @Test("stops with the first error when its pins are red, and nothing else is proposed")
  func red() async throws {
    let world = World(files: Worlds.files()) { _, _ in .red(because: "it is cold") }
    await world.forge.change { world in
      world.branches["roll/python"] = world.main
      Work.push("on top", &world)
    }
    try await Work.adopt(world)
    let before = await world.forge.state.branches
    let summary = try await world.night(clock: Work.tomorrow).roll()
    #expect(summary.exitCode == .nothingGreen)
    #expect(summary.stop?.description.contains("red on linux-x86_64: it is cold") == true)
    #expect(await world.forge.state.branches == before)
    #expect(await world.forge.state.pulls.isEmpty)
  }

  @Test("waits for required checks on its own head")
  func checks() async throws {
    let world = try await Work.world()
    let head = try await Work.adopt(world)
    await world.forge.change { $0.rules = BranchRules(checks: [RequiredCheck(name: "check")]) }
    let waiting = try await world.night(clock: Work.tomorrow).roll()
    #expect(waiting.exitCode == .tryLater)
    #expect(await world.forge.state.branches["roll/python"] == head.revision)
    await world.forge.change { $0.rules = BranchRules() }
    let landed = try await world.night(clock: Work.tomorrow).roll()
    #expect(landed.outcome == .landed)
    #expect(await world.forge.state.main == head.revision)
  }

  @Test("waits for a person where the schedule leaves merging to people")
  func byHand() async throws {
    let world = try await Work.world(merge: "by-hand")
    let head = try await Work.adopt(world)
    let summary = try await world.night(clock: Work.tomorrow).roll()
    #expect(summary.outcome == .waitsForPerson(number: 1))
    #expect(await world.forge.state.branches["roll/python"] == head.revision)
  }

  @Test("keeps the title and body that people wrote")
  func texts() async throws {
    let world = try await Work.world()
    try await Work.adopt(world)
    await world.forge.change { $0.edit(1) { $0.title = "Grace's title" } }
    _ = try await world.night(clock: Work.tomorrow).roll()
    #expect(await world.forge.state.pulls.map(\.title) == ["Grace's title"])
  }

  @Test("a no that is said after adopting it stands")
  func refused() async throws {
    let world = try await Work.world()
    try await Work.adopt(world)
    await world.forge.change {
      $0.now = Timestamp("2026-11-23T14:00:00Z")!
      $0.sayNo(to: 1)
    }
    let summary = try await world.night(clock: Work.tomorrow).roll()
    #expect(summary.exitCode == .refused)
    #expect(await world.forge.state.pulls.map(\.state) == [.closed])
  }

  @Test("can only be a person's: roller's own commit and a branch that is not there are refused")
  func nothing() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    let missing = await #expect(throws: NightError.self) { try await Work.adopt(world) }
    #expect(missing?.exitCode == .badData)
    _ = try await world.night().roll()
    let ours = await #expect(throws: NightError.self) { try await Work.adopt(world) }
    #expect(ours?.description.contains("its commit is roller's own") == true)
  }

  @Test("is adopted once, however often that is said")
  func twice() async throws {
    let world = try await Work.world()
    try await Work.adopt(world)
    try await Work.adopt(world)
    #expect(await world.forge.state.decisions.count == 1)
  }

  @Test("killed before or after any effect and started again, lands once")
  func sweep() async throws {
    let calm = try await Work.world("amended")
    try await Work.adopt(calm)
    let first = await calm.forge.effects.count
    _ = try await calm.night(clock: Work.tomorrow).roll()
    let last = await calm.forge.effects.count
    #expect(last > first + 3)
    for effect in first..<last {
      for side in Killing.sides {
        let world = try await Work.world("amended")
        let head = try await Work.adopt(world)
        await world.forge.inject([
          InMemoryForge.Fault(effect: effect, side: side, error: Killing.error)
        ])
        await #expect(throws: NightError.self) {
          try await world.night(clock: Work.tomorrow).roll()
        }
        _ = try await world.night(clock: Work.tomorrow).roll()
        let state = await world.forge.state
        #expect(state.main == head.revision, "\(effect) \(side)")
        #expect(state.branches.keys.sorted() == ["main"], "\(effect) \(side)")
        #expect(state.pullRequests.map(\.state) == [.merged])
        #expect(state.releases.map(\.isDraft) == [false])
      }
    }
  }
}

@Suite("Struck evidence", .timeLimit(.minutes(20)))
struct StruckEvidenceTests {
  @Test("makes the next night validate those pins afresh, and no others")
  func afresh() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    let first = await world.workshop.asked
    let wrong = try #require(await world.forge.state.evidence.values.first)
    await world.forge.change { world in
      world.evidence = world.evidence.filter { $0.key.pinSet != wrong.subject.pinSet }
      world.struck = [wrong.subject.pinSet]
    }
    _ = try await world.night(clock: Work.tomorrow).roll()
    let again = await world.workshop.asked.dropFirst(first.count)
    #expect(await world.workshop.afresh == Array(again))
  }
}
