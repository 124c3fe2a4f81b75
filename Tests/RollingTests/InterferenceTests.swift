import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("A night beside people", .timeLimit(.minutes(20)))
struct InterferenceTests {
  @Test(
    "work that a person pushed to the slot branch is left alone, and the night says whose it is")
  func personsBranch() async throws {
    let world = World()
    await world.forge.change { world in
      let main = world.main
      world.commitToMain(Worlds.file("fix.txt", "a fix"), message: "A fix by hand")
      world.branches["roll/python"] = world.main
      world.branches["main"] = main
    }
    let before = await world.forge.state.branches
    let summary = try await world.night().roll()
    #expect(summary.exitCode == .refused)
    guard case .branchHasOtherWork("roll/python", _, by: "A person") = summary.stop else {
      Issue.record("\(summary.outcome)")
      return
    }
    #expect(await world.forge.state.branches == before)
  }

  @Test("when main moves meanwhile the roll is made again on it, and no validation is repeated")
  func mainMoves() async throws {
    let world = World()
    await world.forge.movesMain(times: 1)
    let summary = try await world.night().roll()
    #expect(summary.outcome == .landed)
    let state = await world.forge.state
    #expect(state.history(of: "main").count == 3)
    #expect(state.commits[state.main]?.files["README.md"] != nil)
    #expect(state.pullRequests.map(\.state) == [.merged])
    let asked = await world.workshop.asked
    #expect(Set(asked).count == asked.count)
  }

  @Test("when main moves twice the roll is left to another night, which lands it")
  func mainMovesTwice() async throws {
    let world = World()
    await world.forge.movesMain(times: 2)
    let summary = try await world.night().roll()
    #expect(summary.exitCode == .tryLater)
    #expect(summary.stop?.remedy.contains("merge queue") == true)
    let again = try await world.night().roll()
    #expect(again.outcome == .landed)
    #expect(await world.forge.state.pullRequests.map(\.state) == [.merged])
  }
}

extension InMemoryForge {
  /// Somebody pushes to main just before the roller does, so many times.
  func movesMain(times: Int) {
    let counter = Counter()
    interfere { world, step in
      guard case .git(.fastForward) = step, counter.next() <= times else { return }
      world.commitToMain(Worlds.file("README.md", "hello \(counter.count)"), message: "Say hello")
    }
  }
}
