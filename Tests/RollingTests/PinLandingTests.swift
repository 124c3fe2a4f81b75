import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("Pins by hand as a pull request", .timeLimit(.minutes(20)))
struct PinLandingTests {
  /// The effects of one proposal: branch, pull request.
  static let effects = 2

  private func propose(_ world: World, minor: Int = 13) async throws -> PullRequestFacts {
    let landing = PinLanding(host: world.forge.host, clock: Worlds.clock, observer: Silence())
    return try await landing.propose([]) { (info) throws(NightError) in
      try draft(info, minor)
    }
  }

  private func draft(_ info: VersionInfo, _ minor: Int) throws(NightError) -> PinDraft {
    let bump = Bump(
      component: Worlds.compiler, from: info.pins[Worlds.compiler]!,
      to: Worlds.pin(minor, of: Worlds.compiler))
    do throws(StaleBump) {
      let file = try info.moving([bump])
      let message = HandBumpMessage(bumps: [bump], pins: file.pins)
      return PinDraft(
        branch: SlotBranch(pinning: [Worlds.compiler])!, file: file, message: "\(message)",
        title: message.subject, body: { "Pins at \($0)." })
    } catch {
      throw .stale(error)
    }
  }

  @Test("open one pull request, and asking again changes nothing, also on a moved main")
  func twice() async throws {
    let world = World()
    let first = try await propose(world)
    #expect(await world.forge.effects.count == Self.effects)
    await world.forge.change { $0.commitToMain(Worlds.file("a", "b"), message: "Unrelated") }
    #expect(try await propose(world) == first)
    #expect(await world.forge.effects.count == Self.effects)
  }

  @Test("another pin takes the place of the first in the same pull request")
  func replaced() async throws {
    let world = World()
    let first = try await propose(world)
    let second = try await propose(world, minor: 12)
    #expect(second.number == first.number && second.head != first.head)
  }

  @Test("a branch with a person's work is not touched, and says whose it is")
  func work() async throws {
    let world = World()
    _ = try await propose(world)
    await world.forge.change {
      $0.amend("pin/iree-base-compiler", Worlds.file("fix", "1"), by: "Grace")
    }
    let before = await world.forge.state.branches
    let error = await #expect(throws: NightError.self) { try await propose(world) }
    #expect(error?.exitCode == .refused)
    #expect(error?.description.contains("Grace") == true)
    #expect(await world.forge.state.branches == before)
  }

  @Test(
    "killed before or after any effect and started again there is one branch and one pull request",
    arguments: 0..<effects, Killing.sides)
  func killed(effect: Int, side: InMemoryForge.Fault.Side) async throws {
    let world = World()
    await world.forge.inject([
      InMemoryForge.Fault(effect: effect, side: side, error: Killing.error)
    ])
    await #expect(throws: NightError.self) { try await propose(world) }
    _ = try await propose(world)
    let state = await world.forge.state
    #expect(state.branches.keys.sorted() == ["main", "pin/iree-base-compiler"])
    #expect(state.pullRequests.map(\.state) == [.open])
  }
}
