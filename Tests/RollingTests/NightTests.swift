import Digest
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("A night", .timeLimit(.minutes(20)))
struct NightTests {
  @Test("lands the newest green pair, tags and releases it, and leaves no branch")
  func landsNewest() async throws {
    let world = World()
    let summary = try await world.night().roll()
    #expect(summary.outcome == .landed)
    let labels = summary.report?.bumps.map { $0.bump.to.label }
    #expect(labels == ["3.13.0", "3.13.0"])
    let state = await world.forge.state
    #expect(state.history(of: "main").count == 2)
    #expect(state.branches.keys.sorted() == ["main"])
    #expect(state.pullRequests.map(\.state) == [.merged])
    #expect(state.tags.keys.sorted() == ["v0.1.0.dev20261122001"])
    #expect(state.releases.map(\.isDraft) == [false])
    #expect(
      state.releases[0].assets.map(\.name).sorted() == [
        "SHA256SUMS", "manifest.json", "product-0.1.0.dev20261122001-linux-aarch64.whl",
        "product-0.1.0.dev20261122001-linux-x86_64.whl",
      ])
  }

  @Test("main holds the very commit that was validated, and its message parses back")
  func landsWhatWasTested() async throws {
    let world = World()
    let summary = try await world.night().roll()
    let head = await world.forge.state.history(of: "main")[0]
    let message = try #require(BumpMessage(head.message))
    let roll = try #require(summary.roll)
    #expect(head.revision == roll.commit)
    #expect(message.pinSet == roll.pins.digest)
    #expect(message.validated.map(\.evidence) == roll.evidence.map(\.digest))
  }

  @Test("a second night finds nothing newer, asks for no validation and changes nothing")
  func secondNight() async throws {
    let world = World()
    _ = try await world.night().roll()
    let before = await (world.forge.effects.count, world.workshop.asked.count)
    let summary = try await world.night().roll()
    #expect(summary.outcome == .nothingNewer)
    let after = await (world.forge.effects.count, world.workshop.asked.count)
    #expect(after == before)
  }

  @Test(
    "with one component kept still it lands what is really green and names what blocks the rest")
  func onlyOneMoves() async throws {
    let world = World(files: Worlds.files(minor: 8))
    let still = FixedUpstream([
      Worlds.survey(Worlds.compiler), Worlds.survey(Worlds.runtime, minors: [8]),
    ])
    let summary = try await world.night(still).roll()
    #expect(summary.outcome == .landed)
    #expect(summary.report?.bumps.map { $0.bump.to.label } == ["3.9.0"])
    let held = try #require(summary.report?.held.first)
    #expect(held.component == Worlds.compiler)
    #expect(held.firstBad == "3.10.0")
    #expect(held.because == "module version mismatch")
    #expect(
      held.reproductionCommand
        == "roller validate --schedule python --target linux-x86_64 --pin iree-base-compiler=3.10.0"
    )
  }

  @Test("nothing green ends as such, keeps the pins and remembers every red")
  func nothingGreen() async throws {
    let world = World(truth: { _, _ in .red(because: "broken") })
    let summary = try await world.night().roll()
    #expect(summary.outcome == .nothingGreen)
    #expect(summary.exitCode == .nothingGreen)
    let state = await world.forge.state
    #expect(state.pullRequests.isEmpty && state.history(of: "main").count == 1)
    let asked = await world.workshop.asked.count
    _ = try await world.night().roll()
    #expect(await world.workshop.asked.count == asked)
  }

  @Test("a machine that judges nothing is asked a few times, blames nobody and ends as try later")
  func unjudged() async throws {
    let world = World(truth: { _, _ in .unjudged(because: "no space left on device") })
    let summary = try await world.night().roll()
    #expect(summary.exitCode == .tryLater)
    #expect(summary.report?.held.allSatisfy { $0.because == nil } == true)
    #expect(await world.workshop.asked.count == 6)
    #expect(await world.forge.state.evidence.isEmpty)
  }

  @Test("an upstream that cannot be asked does not hold back the others")
  func unknownUpstream() async throws {
    let world = World(files: Worlds.files(minor: 8))
    let upstream = FixedUpstream([
      Worlds.survey(Worlds.compiler, minors: [8, 9]),
      Survey(component: Worlds.runtime, answer: .unknown(because: "503"), pinned: nil),
    ])
    let summary = try await world.night(upstream).roll()
    #expect(summary.exitCode == .tryLater)
    #expect(await world.forge.state.pullRequests.map(\.state) == [.merged])
  }

  @Test("a schedule that leaves the merge to a person opens the pull request and waits")
  func byHand() async throws {
    let world = World(files: Worlds.files(merge: "by-hand"))
    let summary = try await world.night().roll()
    #expect(summary.outcome == .waitsForPerson(number: 1))
    let again = try await world.night().roll()
    #expect(again.outcome == .waitsForPerson(number: 1))
    #expect(await world.forge.state.pullRequests.map(\.state) == [.open])
    #expect(await world.forge.state.tags.isEmpty)
  }

  @Test("planning only asks upstreams and writes nothing")
  func planOnly() async throws {
    let world = World()
    let summary = try await world.night().plan()
    #expect(summary.outcome == .planned)
    #expect(summary.report?.bumps.map { $0.bump.to.label } == ["3.13.0", "3.13.0"])
    #expect(await world.forge.effects.isEmpty)
    #expect(await world.workshop.asked.isEmpty)
  }

  @Test("artifacts that were lost are built again, and only their bytes decide")
  func lostArtifacts() async throws {
    let world = World()
    await world.forge.inject([
      InMemoryForge.Fault(effect: 9, side: .before, error: Killing.error)
    ])
    await #expect(throws: NightError.self) { try await world.night().roll() }
    await world.workshop.forget()
    let asked = await world.workshop.asked.count
    let summary = try await world.night().roll()
    #expect(summary.finished?.description == "0.1.0.dev20261122001")
    #expect(await world.workshop.asked.count > asked)
    #expect(await world.forge.state.releases.map(\.isDraft) == [false])
  }

  @Test("a schedule that lists its components in another order than the file lands like any other")
  func orderOfTheSchedule() async throws {
    let (first, last) = ("\"\(Worlds.compiler)\", \"source\"", "\"\(Worlds.runtime)\", \"source\"")
    let files = Worlds.files().map { file in
      file.path == "schedules/python.json"
        ? Worlds.file(
          file.path,
          String(decoding: file.bytes, as: UTF8.self).replacing(first, with: "\"?\"")
            .replacing(last, with: first).replacing("\"?\"", with: last)) : file
    }
    let world = World(files: files)
    let summary = try await world.night().roll()
    #expect(summary.outcome == .landed)
    #expect(summary.report?.bumps.map(\.bump.component) == [Worlds.runtime, Worlds.compiler])
  }
}
