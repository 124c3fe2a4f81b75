import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("A night beside people", .timeLimit(.minutes(5)))
struct InterferenceTests {
  @Test("a pull request of exactly this roll that a person closed is not opened again")
  func closedByHand() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    _ = try await world.night().roll()
    await world.forge.change { world in
      let open = world.pullRequests[0]
      world.pullRequests[0] = PullRequestFacts(
        number: open.number, state: .closed, head: open.head, title: open.title, body: open.body,
        page: open.page)
    }
    let error = await #expect(throws: NightError.self) { try await world.night().roll() }
    #expect(error?.exitCode == .refused)
    #expect(await world.forge.state.pullRequests.count == 1)
  }

  @Test("work that a person pushed to the slot branch is left alone")
  func personsBranch() async throws {
    let world = World()
    await world.forge.change { world in
      let main = world.main
      world.commitToMain(Worlds.file("fix.txt", "a fix"), message: "A fix by hand")
      world.branches["roll/python"] = world.main
      world.branches["main"] = main
    }
    let before = await world.forge.state.branches
    let error = await #expect(throws: NightError.self) { try await world.night().roll() }
    #expect(error?.exitCode == .refused)
    #expect(await world.forge.state.branches == before)
  }

  @Test("when main moves meanwhile the roll is made again on it, and no validation is repeated")
  func mainMoves() async throws {
    let world = World()
    let mover = MovingForge(world.forge)
    let night = Night(
      schedule: Worlds.schedule,
      ports: NightPorts(upstream: Worlds.upstream, workshop: world.workshop, forge: mover),
      clock: Worlds.clock, observer: Silence())
    let summary = try await night.roll()
    #expect(summary.outcome == .landed)
    let state = await world.forge.state
    #expect(state.history(of: "main").count == 3)
    #expect(state.commits[state.main]?.files["README.md"] != nil)
    #expect(state.pullRequests.map(\.state) == [.merged])
    let asked = await world.workshop.asked
    #expect(Set(asked).count == asked.count)
  }
}

/// A forge on which somebody pushes to main just before the roller does, once.
private actor MovingForge: Forge {
  private let forge: InMemoryForge
  private var hasMoved = false

  init(_ forge: InMemoryForge) {
    self.forge = forge
  }

  func facts(for schedule: ScheduleName) async throws(ForgeError) -> ForgeFacts {
    try await forge.facts(for: schedule)
  }

  func files(
    at commit: Revision, under paths: [String]
  ) async throws(ForgeError) -> [RepositoryFile] {
    try await forge.files(at: commit, under: paths)
  }

  func pinHistory(of commit: Revision, limit: Int) async throws(ForgeError) -> [PinRecord] {
    try await forge.pinHistory(of: commit, limit: limit)
  }

  func evidence() async throws(ForgeError) -> [Evidence] { try await forge.evidence() }

  func record(_ evidence: [Evidence]) async throws(ForgeError) {
    try await forge.record(evidence)
  }

  func culprits(of schedule: ScheduleName) async throws(ForgeError) -> [RememberedCulprit] {
    try await forge.culprits(of: schedule)
  }

  func remember(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) async throws(ForgeError) {
    try await forge.remember(culprits, of: schedule, date: date)
  }

  func write(_ draft: CommitDraft) async throws(ForgeError) -> Revision {
    try await forge.write(draft)
  }

  func perform(_ step: LandingStep) async throws(ForgeError) {
    if case .fastForwardMain = step, !hasMoved {
      hasMoved = true
      await forge.change {
        $0.commitToMain(Worlds.file("README.md", "hello"), message: "Say hello")
      }
    }
    try await forge.perform(step)
  }
}
