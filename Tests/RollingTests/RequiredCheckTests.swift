import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("Required checks", .timeLimit(.minutes(20)))
struct RequiredCheckTests {
  private let tomorrow = Worlds.clock("2026-11-23T15:00:00Z")

  private func guarded(app: String? = nil) async -> World {
    let world = World()
    await world.forge.change {
      $0.rules = BranchRules(checks: [RequiredCheck(name: "check", app: app)])
    }
    return world
  }

  @Test(
    "a check that turns green an hour later lets the roll land the next night, on the same commit")
  func nextNight() async throws {
    let world = await guarded()
    let first = try await world.night().roll()
    #expect(first.exitCode == .tryLater)
    #expect(first.stop?.description == "waits for check \"check\" on #1")
    let commit = await world.forge.state.pulls[0].head
    await world.forge.change { $0.run("check", "success", on: commit) }
    let second = try await world.night(clock: tomorrow).roll()
    #expect(second.outcome == .landed)
    #expect(await world.forge.state.main == commit)
    #expect(await world.forge.state.pullRequests.map(\.state) == [.merged])
  }

  @Test("what a person made a draft waits, green or not, and lands once it is marked as ready")
  func draft() async throws {
    let world = await guarded()
    _ = try await world.night().roll()
    let commit = await world.forge.state.pulls[0].head
    await world.forge.change {
      $0.run("check", "success", on: commit)
      $0.edit(1) { $0.isDraft = true }
    }
    let waiting = try await world.night(clock: tomorrow).roll()
    #expect(waiting.outcome == .stopped(.isDraft(number: 1)))
    #expect(waiting.exitCode == .tryLater)
    await world.forge.change { $0.edit(1) { $0.isDraft = false } }
    #expect(try await world.night(clock: tomorrow).roll().outcome == .landed)
    #expect(await world.forge.state.main == commit)
  }

  @Test("a check that turns green within the night's patience lets it land that night")
  func sameNight() async throws {
    let world = await guarded()
    let forge = world.forge
    let clock = NightClock(
      now: Worlds.clock.now, milliseconds: { 0 },
      sleep: { pause in
        guard pause >= .seconds(20) else { return }
        await forge.change { $0.run("check", "success", on: $0.pulls[0].head) }
      })
    let summary = try await world.night(clock: clock).roll()
    #expect(summary.outcome == .landed)
  }

  @Test(
    "only success lands: a check that failed, was skipped or is neutral is named",
    arguments: ["failure", "skipped", "neutral", "cancelled", "timed_out"])
  func notSuccess(word: String) async throws {
    let world = await guarded()
    _ = try await world.night().roll()
    await world.forge.change { $0.run("check", word, on: $0.pulls[0].head) }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.exitCode == .tryLater)
    #expect(summary.stop?.description == "check \"check\" is \(word) on #1; only success lands")
    #expect(await world.forge.state.history(of: "main").count == 1)
    await world.forge.change { $0.run("check", "success", on: $0.pulls[0].head) }
    #expect(try await world.night(clock: tomorrow).roll().outcome == .landed)
  }

  @Test("a check of another app than the expected one counts for nothing")
  func wrongApp() async throws {
    let world = await guarded(app: "github-actions")
    _ = try await world.night().roll()
    await world.forge.change { $0.run("check", "success", on: $0.pulls[0].head, by: "stranger") }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.stop?.description == "waits for check \"check\" (of github-actions) on #1")
    await world.forge.change {
      $0.run("check", "success", on: $0.pulls[0].head, by: "github-actions")
    }
    #expect(try await world.night(clock: tomorrow).roll().outcome == .landed)
  }

  @Test("what the schedule names is waited for, too, where no rule of the branch can be read")
  func schedule() async throws {
    let world = World(files: Worlds.files(more: "\"required\": [ { \"check\": \"ci\" } ],"))
    let summary = try await world.night().roll()
    #expect(summary.stop?.description == "waits for check \"ci\" on #1")
    await world.forge.change { $0.run("ci", "success", on: $0.pulls[0].head) }
    #expect(try await world.night(clock: tomorrow).roll().outcome == .landed)
  }

  @Test("a push that a rule refuses tells what it wants, and is waited for")
  func learned() async throws {
    let world = World()
    await world.forge.hide(rules: true)
    await world.forge.change { $0.rules = BranchRules(checks: [RequiredCheck(name: "check")]) }
    let summary = try await world.night().roll()
    #expect(summary.exitCode == .tryLater)
    #expect(summary.stop?.description == "waits for check \"check\" on #1")
    let commit = await world.forge.state.pulls[0].head
    await world.forge.change { $0.run("check", "success", on: commit) }
    #expect(try await world.night(clock: tomorrow).roll().outcome == .landed)
    #expect(await world.forge.state.main == commit)
  }

  @Test(
    "when main moved by unrelated files the branch follows once all else is ready, and checks run again"
  )
  func followsLast() async throws {
    let world = await guarded()
    _ = try await world.night().roll()
    let first = await world.forge.state.pulls[0].head
    await world.forge.change { $0.commitToMain(Worlds.file("README.md", "hi"), message: "Say hi") }
    _ = try await world.night(clock: tomorrow).roll()
    #expect(await world.forge.state.pulls[0].head == first)
    await world.forge.change { $0.run("check", "success", on: first) }
    let moved = try await world.night(clock: tomorrow).roll()
    #expect(moved.exitCode == .tryLater)
    let second = await world.forge.state.pulls[0].head
    #expect(second != first)
    await world.forge.change { $0.run("check", "success", on: second) }
    let landed = try await world.night(clock: tomorrow).roll()
    #expect(landed.outcome == .landed)
    let asked = await world.workshop.asked
    #expect(Set(asked).count == asked.count)
  }

  @Test(
    "a branch that takes merges only says what the schedule lacks, and with it the platform merges")
  func platform() async throws {
    let world = World()
    await world.forge.change {
      $0.rules = BranchRules(
        checks: [RequiredCheck(name: "check")], demandsPullRequest: true)
    }
    _ = try await world.night().roll()
    await world.forge.change { $0.run("check", "success", on: $0.pulls[0].head) }
    let refused = try await world.night(clock: tomorrow).roll()
    #expect(refused.exitCode == .refused)
    #expect(refused.stop?.remedy.contains("\"method\": \"platform\"") == true)
    await world.forge.change { world in
      let text = Worlds.python(merge: "when-green").replacing("fast-forward", with: "platform")
      world.commitToMain(Worlds.file("schedules/python.json", text), message: "Merge there")
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.outcome == .landed)
    let state = await world.forge.state
    #expect(state.commits[state.main]?.parents.count == 2)
    #expect(state.tags.values.map(\.commit) == [state.main])
    let facts = try #require(state.history(of: "main").first)
    #expect(facts.roll?.schedule == Worlds.schedule)
  }
}

extension ForgeWorld {
  /// The newest run of a check says `word`.
  mutating func run(
    _ name: String, _ word: String, on commit: Revision, by app: String = "ci"
  ) {
    checkRuns.removeAll {
      $0.name == name && $0.revision == commit && $0.app.slug == app
    }
    checkRuns.append(
      CheckRunFacts(
        revision: commit, name: name, app: CheckApp(id: nil, slug: app), state: .ended(word)))
  }
}
