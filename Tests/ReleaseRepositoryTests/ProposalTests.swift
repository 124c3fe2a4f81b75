import Digest
import Git
import ReleaseModel
import RollPlanning
import Rolling
import Testing

@testable import ReleaseRepository

@Suite("The rolls that pull requests bring", .timeLimit(.minutes(20)))
struct ProposalTests {
  private static let iree = ComponentName("iree")!
  private static let file = """
    {
      "package-version": "0.1.0",
      "package-suffix": "",
      "pins": {
        "iree": { "revision": "\(String(repeating: "1", count: 40))" }
      }
    }

    """

  /// What roller writes on `parent`, on the server as the head of pull request `number` and on no
  /// branch; its pin set.
  private func propose(
    _ number: Int, _ digit: Character, on parent: Revision, _ world: RepositoryWorld
  ) async throws -> (head: Revision, pinSet: SHA256Digest) {
    let info = try VersionInfo.read(Array(Self.file.utf8))
    let bump = Bump(
      component: Self.iree, from: info.pins[Self.iree]!,
      to: .git(GitPin(revision: Revision(String(repeating: digit, count: 40))!)))
    let next = try info.moving([bump])
    let message = BumpMessage(
      schedule: ScheduleName("nightly")!, slot: RepositoryWorld.now, bumps: [bump],
      pinSet: next.pins.digest, evidence: [])
    let file = String(decoding: next.bytes, as: UTF8.self)
    let head = try world.commit(
      [VersionInfo.path: file], on: [parent], by: roller(at: RepositoryWorld.now), "\(message)")
    try world.set("refs/pull/\(number)/head", to: head)
    return (head, next.pins.digest)
  }

  private func look(_ repository: ReleaseRepository, _ world: RepositoryWorld) async throws {
    _ = try await repository.refs(for: Samples.branch, main: world.main)
  }

  /// What the head of a pull request brings that leads on from `base`.
  private func roll(
    _ proposed: (head: Revision, pinSet: SHA256Digest), on base: Revision, _ world: RepositoryWorld,
    isOurs: Bool = true
  ) throws -> ProposedRoll {
    let message = try #require(
      BumpMessage(try world.server.open().commit(ObjectID(proposed.head)).message))
    #expect(message.pinSet == proposed.pinSet)
    return ProposedRoll(message: message, base: base, isOurs: isOurs)
  }

  @Test(
    "are known without their branch; a person's head has the roll below it, one that is gone none")
  func heads() async throws {
    try await RepositoryWorld.run { world in
      let main = try world.commit([VersionInfo.path: Self.file], on: [world.base])
      try world.set("refs/heads/main", to: main)
      let ours = try await propose(7, "2", on: main, world)
      let theirs = try world.commit(["x": "x"], on: [ours.head])
      try world.set("refs/pull/70/head", to: theirs)
      let gone = Revision(String(repeating: "b", count: 40))!
      let repository = world.repository()
      try await look(repository, world)
      let heads = [7: ours.head, 70: theirs, 8: gone]
      let expected = [
        7: try roll(ours, on: main, world), 70: try roll(ours, on: main, world, isOurs: false),
      ]
      for _ in 0..<2 {
        #expect(try await repository.proposals(of: heads, main: world.main) == expected)
      }
      // What is remembered does not need the server.
      try world.set("refs/pull/7/head", to: nil)
      #expect(try await repository.proposals(of: [7: ours.head], main: world.main).count == 1)
      let refs = try repository.mirror.repository.open().references(withPrefix: "refs/pull/")
      #expect(refs.isEmpty)
      #expect(try await repository.proposals(of: [:], main: world.main).isEmpty)
    }
  }

  @Test("a person's work on a roll brings it as long as its pins are the same")
  func work() async throws {
    try await RepositoryWorld.run { world in
      let main = try world.commit([VersionInfo.path: Self.file], on: [world.base])
      try world.set("refs/heads/main", to: main)
      let ours = try await propose(7, "2", on: main, world)
      let fixed = try world.commit(
        ["y": "y"], on: [try world.commit(["x": "x"], on: [ours.head])])
      try world.set("refs/pull/70/head", to: fixed)
      let other = Self.file.replacing(
        String(repeating: "1", count: 40), with: String(repeating: "3", count: 40))
      let moved = try world.commit([VersionInfo.path: other], on: [ours.head])
      try world.set("refs/pull/71/head", to: moved)
      let repository = world.repository()
      try await look(repository, world)
      #expect(
        try await repository.proposals(of: [70: fixed, 71: moved], main: world.main)
          == [70: try roll(ours, on: main, world, isOurs: false)])
      let facts = try await repository.refs(for: Samples.branch, main: world.main)
      #expect(facts.main.pins == (try VersionInfo.read(Array(Self.file.utf8)).pins.digest))
    }
  }

  @Test("a commit on what is not main's yet is roller's own roll once main is there")
  func later() async throws {
    try await RepositoryWorld.run { world in
      let next = try world.commit([VersionInfo.path: Self.file], on: [world.base])
      let ours = try await propose(7, "2", on: next, world)
      let repository = world.repository()
      try await look(repository, world)
      #expect(
        try await repository.proposals(of: [7: ours.head], main: world.main)
          == [7: try roll(ours, on: world.base, world, isOurs: false)])
      try world.set("refs/heads/main", to: next)
      try await look(repository, world)
      #expect(
        try await repository.proposals(of: [7: ours.head], main: world.main)
          == [7: try roll(ours, on: next, world)])
    }
  }

  @Test("the slot branch says whose it is, and the facts hold what people decided")
  func facts() async throws {
    try await RepositoryWorld.run { world in
      let main = try world.commit([VersionInfo.path: Self.file], on: [world.base])
      try world.set("refs/heads/main", to: main)
      let ours = try await propose(7, "2", on: main, world)
      let repository = world.repository()
      try world.set(Samples.branch.ref, to: ours.head)
      let decision = Decision(
        .again, of: DecisionSubject("nightly")!, to: PlainWord(ours.pinSet.hexadecimal),
        who: "ada", why: Reason("the driver is there")!, when: RepositoryWorld.now)!
      try await repository.decide(decision)
      let facts = try await repository.refs(for: Samples.branch, main: world.main)
      #expect(facts.slotBranch?.roll?.message.pinSet == ours.pinSet)
      #expect(facts.slotBranch?.roll?.parent == main)
      #expect(facts.decisions == [decision])
      let merge = try world.commit([:], on: [main, ours.head])
      try world.set("refs/heads/main", to: merge)
      try world.set(
        Samples.branch.ref, to: try world.commit(["x": "x"], on: [ours.head], "Mine\n"))
      let later = try await repository.refs(for: Samples.branch, main: world.main)
      #expect(later.slotBranch?.person == "Ada")
      #expect(later.main.parents == [main, ours.head])
      #expect(later.main.roll?.pinSet == ours.pinSet)
      #expect(try await repository.head(of: world.main) == later.main)
    }
  }
}
