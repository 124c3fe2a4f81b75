import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("A person's word stays", .timeLimit(.minutes(20)))
struct PersonsNoTests {
  private let tomorrow = Worlds.clock("2026-11-23T15:00:00Z")

  private func refused() async throws -> World {
    let world = World(files: Worlds.files(merge: "by-hand"))
    await world.forge.change { $0.now = Timestamp("2026-11-22T16:00:00Z")! }
    _ = try await world.night().roll()
    await world.forge.change { $0.sayNo(to: 1) }
    return world
  }

  @Test(
    "a closed pull request is a no to its pins the same day, the next day and on a moved main",
    arguments: [false, true])
  func closed(isMoved: Bool) async throws {
    let world = try await refused()
    if isMoved {
      await world.forge.change { $0.commitToMain(Worlds.file("a", "b"), message: "Unrelated") }
    }
    for clock in [Worlds.clock, tomorrow] {
      let summary = try await world.night(clock: clock).roll()
      #expect(summary.exitCode == .refused)
      #expect(
        summary.stop?.description == "pull request #1 of exactly these pins was closed by ada"
          + " on 2026-11-22; roller does not reopen it")
    }
    #expect(await world.forge.state.pulls.count == 1)
    #expect(try await world.night().plan().matters.map(\.name) == ["pull request #1"])
  }

  @Test("the no also stands where the branch was deleted after it")
  func branchDeleted() async throws {
    let world = try await refused()
    await world.forge.change { $0.delete("roll/python") }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.exitCode == .refused)
    #expect(await world.forge.state.pulls.count == 1)
  }

  @Test("the no does not stop a schedule that lands by itself either")
  func whenGreen() async throws {
    let world = World()
    await world.forge.change {
      $0.rules = BranchRules(checks: [RequiredCheck(name: "check")])
    }
    _ = try await world.night().roll()
    await world.forge.change {
      $0.sayNo(to: 1)
      $0.rules = BranchRules()
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.exitCode == .refused)
    #expect(await world.forge.state.history(of: "main").count == 1)
  }

  @Test("a newer candidate ends the no")
  func newer() async throws {
    let world = World(files: Worlds.files(merge: "by-hand")) { _, _ in .green }
    let upstream = { (minors: [Int]) in
      FixedUpstream([
        Worlds.survey(Worlds.compiler, minors: minors), Worlds.survey(Worlds.runtime, minors: [9]),
      ])
    }
    _ = try await world.night(upstream([9, 10])).roll()
    await world.forge.change { $0.sayNo(to: 1) }
    let summary = try await world.night(upstream([9, 10, 11])).roll()
    #expect(summary.outcome == .waitsForPerson(number: 2))
  }

  @Test("a pull request that is reopened is wanted again")
  func reopened() async throws {
    let world = try await refused()
    await world.forge.change { $0.reopen(1) }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.outcome == .waitsForPerson(number: 1))
  }

  @Test("roll --again opens a new one, once: a second no stands again")
  func again() async throws {
    let world = try await refused()
    let word = TryAgain(who: "ada", why: "the driver is fixed")
    let summary = try await world.night(clock: tomorrow).roll(again: word)
    #expect(summary.outcome == .waitsForPerson(number: 2))
    #expect(await world.forge.state.decisions.map { "\($0.why)" } == ["the driver is fixed"])
    let kept = try await world.night(clock: tomorrow).roll()
    #expect(kept.outcome == .waitsForPerson(number: 2))
    await world.forge.change {
      $0.now = Timestamp("2026-11-24T15:00:00Z")!
      $0.sayNo(to: 2)
    }
    let after = try await world.night(clock: Worlds.clock("2026-11-25T15:00:00Z")).roll()
    #expect(after.exitCode == .refused)
  }

  @Test("deleting a branch that held a person's work is the remedy, and no no")
  func deletedWork() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    await world.forge.change {
      $0.push(onto: "roll/python", Worlds.file("fix", "1"), by: "Grace")
      $0.delete("roll/python")
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.outcome == .waitsForPerson(number: 2))
  }

  @Test(
    "whatever a person did to the head of the branch is theirs: never overwritten, never landed",
    arguments: ["on top", "amended", "underneath"])
  func work(how: String) async throws {
    let world = World()
    await world.forge.change { $0.rules = BranchRules(checks: [RequiredCheck(name: "check")]) }
    _ = try await world.night().roll()
    await world.forge.change { world in
      let file = Worlds.file("fix", "1")
      switch how {
      case "on top": world.push(onto: "roll/python", file, by: "Grace")
      case "amended": world.amend("roll/python", file, by: "Grace")
      default: world.fixUnderneath("roll/python", file, by: "Grace")
      }
      world.rules = BranchRules()
    }
    let before = await world.forge.state.branches
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.exitCode == .refused)
    #expect(summary.stop?.remedy.contains("roller adopt") == true)
    #expect(await world.forge.state.branches == before)
  }

  @Test("\"Update branch\" by a click is harmless: the roll waits, and lands on main's line")
  func updateBranch() async throws {
    let world = World()
    await world.forge.change {
      $0.rules = BranchRules(checks: [RequiredCheck(name: "check")])
    }
    _ = try await world.night().roll()
    await world.forge.change {
      $0.commitToMain(Worlds.file("README.md", "hi"), message: "Say hi")
      $0.updateBranch(of: 1)
    }
    let updated = await world.forge.state.pulls[0].head
    let waiting = try await world.night(clock: tomorrow).roll()
    #expect(waiting.exitCode == .tryLater)
    #expect(await world.forge.state.pulls[0].head == updated)
    await world.forge.change { $0.rules = BranchRules() }
    let landed = try await world.night(clock: tomorrow).roll()
    #expect(landed.outcome == .landed)
    let state = await world.forge.state
    #expect(state.history(of: "main").map(\.message).contains("Say hi"))
    #expect(state.commits[state.main]?.parents.count == 1)
    #expect(state.pullRequests.map(\.state) == [.merged])
  }
}
