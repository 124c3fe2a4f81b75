import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("The nights after a proposal", .timeLimit(.minutes(20)))
struct SecondNightTests {
  private let tomorrow = Worlds.clock("2026-11-23T15:00:00Z")
  private let later = Worlds.clock("2026-12-20T15:00:00Z")

  private func open(_ world: World) async -> ForgeWorld.Pull? {
    await world.forge.state.pulls.first { $0.state == .open }
  }

  @Test(
    "an unchanged proposal keeps its commit, its texts and its checks, however many nights pass")
  func keepsCommit() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    let first = try #require(await open(world))
    let effects = await world.forge.effects.count
    for day in ["2026-11-23T15:00:00Z", "2026-11-24T03:00:00Z", "2026-11-27T15:00:00Z"] {
      let summary = try await world.night(clock: Worlds.clock(day)).roll()
      #expect(summary.outcome == .waitsForPerson(number: 1))
    }
    #expect(await open(world) == first)
    #expect(await world.forge.effects.count == effects)
  }

  @Test("an unrelated commit on main changes nothing of a proposal that waits for a person")
  func unrelatedCommit() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    let first = try #require(await open(world))
    await world.forge.change { $0.commitToMain(Worlds.file("README.md", "hi"), message: "Say hi") }
    _ = try await world.night(clock: tomorrow).roll()
    #expect(await open(world)?.head == first.head)
  }

  @Test("when the file of the pins changed on main the proposal is made again on it, in its place")
  func baseChanged() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    let first = try #require(await open(world))
    await world.forge.change { world in
      let file = world.file(VersionInfo.path, at: world.main)!
      let text = String(decoding: file.bytes, as: UTF8.self)
      let next = text.replacing("\"package-suffix\": \"\"", with: "\"package-suffix\": \".dev1\"")
      world.commitToMain(Worlds.file(VersionInfo.path, next), message: "Move the suffix")
    }
    let summary = try await world.night(clock: tomorrow).roll()
    let second = try #require(await open(world))
    #expect(summary.outcome == .waitsForPerson(number: 1))
    #expect(second.number == first.number && second.head != first.head)
    let state = await world.forge.state
    let message = try #require(BumpMessage(state.commits[second.head]?.message ?? ""))
    #expect(state.commits[second.head]?.parent == state.main)
    #expect(message.slot == Timestamp("2026-11-22T04:00:00Z"))
  }

  @Test("a newer candidate takes the place of the old proposal in the same pull request")
  func newerCandidate() async throws {
    let world = World(files: Worlds.files(merge: "by-hand")) { _, _ in .green }
    let upstream = { (minors: [Int]) in
      FixedUpstream([
        Worlds.survey(Worlds.compiler, minors: minors), Worlds.survey(Worlds.runtime, minors: [9]),
      ])
    }
    _ = try await world.night(upstream([9, 10])).roll()
    let first = try #require(await open(world))
    _ = try await world.night(upstream([9, 10, 11]), clock: tomorrow).roll()
    let second = try #require(await open(world))
    #expect(second.number == first.number && second.head != first.head)
    #expect(second.body.contains("3.11.0"))
  }

  @Test("what is only not known tonight takes nothing from an open proposal")
  func unknownTakesNothing() async throws {
    let world = World(files: Worlds.files(minor: 8, merge: "by-hand")) { _, _ in .green }
    _ = try await world.night().roll()
    let first = try #require(await open(world))
    let half = FixedUpstream([
      Worlds.survey(Worlds.compiler, minors: [8, 9]),
      Survey(component: Worlds.runtime, answer: .unknown(because: "503"), pinned: nil),
    ])
    let summary = try await world.night(half, clock: tomorrow).roll()
    #expect(summary.exitCode == .tryLater)
    #expect(await open(world) == first)
  }

  @Test("a hold withdraws the open proposal with its reason, and that is nobody's no")
  func holdWithdraws() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    let set = { (note: String) in
      await world.forge.change { world in
        let text = String(
          decoding: world.file(VersionInfo.path, at: world.main)!.bytes, as: UTF8.self)
        let next =
          note.isEmpty
          ? text.replacing("\"hold\": \"slow\", ", with: "")
          : text.replacing("{ \"version\"", with: "{ \(note)\"version\"")
        world.commitToMain(Worlds.file(VersionInfo.path, next), message: "Hold")
      }
    }
    await set("\"hold\": \"slow\", ")
    await world.forge.change { $0.now = Timestamp("2026-11-23T15:00:00Z")! }
    _ = try await world.night(clock: tomorrow).roll()
    let closed = try #require(await world.forge.state.pulls.first)
    #expect(closed.state == .closed)
    #expect(closed.body.contains("is on hold: `slow`"))
    #expect(await world.forge.state.branches.keys.sorted() == ["main"])
    await set("")
    let again = try await world.night(clock: later).roll()
    #expect(again.outcome == .waitsForPerson(number: 2))
  }

  /// A roll that roller withdrew and a person opened again, before its branch went.
  private func reopened() async throws -> World {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    await world.forge.change { world in
      let now = Timestamp("2026-11-22T16:00:00Z")!
      let body = PullRequestBody(world.pulls[0].body).closing(because: "it is on hold", at: now)
      world.now = now
      world.edit(1) { $0.body = "Ada: why?\n\n" + body }
      world.close(1, by: "roller")
      world.reopen(1)
    }
    return world
  }

  @Test(
    "a person's no counts although roller had closed the pull request once, and it was reopened")
  func noAfterReopening() async throws {
    let world = try await reopened()
    await world.forge.change { world in
      world.now = Timestamp("2026-11-23T12:00:00Z")!
      world.sayNo(to: 1)
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(await world.forge.state.pulls.count == 1)
    guard case .stopped(.closedByHand(number: 1, by: "ada", at: _)) = summary.outcome else {
      return #expect(Bool(false), "\(summary.outcome)")
    }
  }

  @Test("a reopened pull request no longer says that roller closed it, and keeps people's words")
  func reopenedBody() async throws {
    let world = try await reopened()
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.outcome == .waitsForPerson(number: 1))
    let body = try #require(await open(world)?.body)
    #expect(body.hasPrefix("Ada: why?\n\n<!-- roller: what stands"))
    #expect(!body.contains("Closed by roller"))
  }

  @Test(
    "from the schedule's open-for on a pull request is overdue, in the report and on itself, once")
  func overdue() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    await world.forge.change { $0.now = Timestamp("2026-11-22T15:00:00Z")! }
    _ = try await world.night().roll()
    let young = try await world.night(clock: tomorrow).roll()
    #expect(young.matters.isEmpty)
    let old = try await world.night(clock: later).roll()
    let matter = try #require(old.matters.first)
    #expect(matter.found.contains("open since 2026-11-22"))
    #expect(matter.found.contains("waits for a person to merge it"))
    #expect(matter.age(at: Timestamp("2026-12-20T15:00:00Z")!) == "28 days")
    let body = try #require(await open(world)?.body)
    #expect(body.contains("> overdue: open since 2026-11-22"))
    let effects = await world.forge.effects.count
    _ = try await world.night(clock: Worlds.clock("2026-12-24T15:00:00Z")).roll()
    #expect(await world.forge.effects.count == effects)
  }

  @Test("what people write into the body around roller's part stays")
  func bodiesOfPeople() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    await world.forge.change { $0.now = Timestamp("2026-11-22T15:00:00Z")! }
    _ = try await world.night().roll()
    await world.forge.change { world in
      world.edit(1) {
        $0.title = "Please look at this one"
        $0.body = "Ada: I look at it on Monday.\n\n" + $0.body + "\n\n- [x] read"
      }
    }
    _ = try await world.night(clock: later).roll()
    let pull = try #require(await open(world))
    #expect(pull.title == "Please look at this one")
    #expect(pull.body.hasPrefix("Ada: I look at it on Monday.\n\n"))
    #expect(pull.body.hasSuffix("\n\n- [x] read"))
    #expect(pull.body.contains("overdue"))
  }

  @Test("what was merged onto other recipes is validated by them before it is released")
  func mergedOntoOtherRecipes() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    let asked = await world.workshop.asked.count
    await world.forge.change {
      $0.mergeCommit(of: 1, title: "Merge pull request #1 from roll/python", message: "Roll")
    }
    await world.workshop.change(recipes: "new")
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.finished.map { "\($0)" } == "0.1.0.dev20261123001")
    #expect(await world.workshop.asked.count == asked + 2)
    #expect(await world.forge.state.releases.map(\.isDraft) == [false])
  }

  @Test("what is red where it was merged is not released, and named")
  func mergedAndRed() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    await world.forge.change {
      $0.mergeCommit(of: 1, title: "Merge pull request #1 from roll/python", message: "Roll")
    }
    await world.workshop.change(recipes: "new", truth: { _, _ in .red(because: "cold") })
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.matters.first?.found.contains("is red on linux-x86_64: cold") == true)
    #expect(await world.forge.state.releases.isEmpty)
  }

  @Test("a roll that a person merged by the platform's button is found, released and tidied")
  func mergedByHand() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    await world.forge.change {
      $0.commitToMain(Worlds.file("README.md", "hi"), message: "Say hi")
      $0.mergeCommit(of: 1, title: "Merge pull request #1 from roll/python", message: "Roll")
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.outcome == .nothingNewer)
    #expect(summary.finished != nil)
    let state = await world.forge.state
    #expect(state.releases.map(\.isDraft) == [false])
    #expect(state.tags.values.map(\.commit) == [state.main])
    #expect(state.branches.keys.sorted() == ["main"])
  }
}
