import Git
import ReleaseModel
import RollPlanning
import Rolling
import Testing

@testable import ReleaseRepository

@Suite("Whose a branch's head is", .timeLimit(.minutes(20)))
struct StandingTests {
  /// The standing of a commit on the slot branch that a person pushed, or that roller wrote.
  private func standing(
    _ world: RepositoryWorld, of head: Revision
  ) async throws -> BranchStanding {
    let repository = world.repository()
    try world.set(Samples.branch.ref, to: head)
    let facts = try await repository.refs(for: Samples.branch, main: world.main)
    return try repository.mirror.repository.open()
      .standing(of: ObjectID(head), from: ObjectID(facts.main.revision))
  }

  /// What roller writes on `parent`, on the server's slot branch.
  private func rolled(_ world: RepositoryWorld, on parent: Revision) async throws -> Revision {
    let repository = world.repository()
    let commit = try await repository.write(world.draft("{ }\n", on: parent))
    let old = try world.commit(at: Samples.branch.ref)
    try await repository.perform(.pushBranch(Samples.branch, from: old, to: commit))
    return commit
  }

  @Test("a commit that roller wrote is written again to the same id")
  func own() async throws {
    try await RepositoryWorld.run { world in
      let head = try await rolled(world, on: world.base)
      let standing = try await standing(world, of: head)
      #expect(standing.head.isRewritable)
      #expect(standing.head == standing.root)
      #expect(standing.updates.isEmpty)
      #expect(standing.head.parents == [world.base])
      #expect(standing.head.pins == Array("{ }\n".utf8))
      #expect(standing.head.parentPins == Array("{}\n".utf8))
      #expect(standing.head.isParentOnMainLine)
      #expect(standing.head.committer.email == RollerIdentity.email)
      #expect(standing.head.committer.date == RepositoryWorld.now)
    }
  }

  /// What a person may do to a commit of roller's.
  enum Touch: String, CaseIterable, Sendable {
    case amendedMessage, otherCommitter, otherFile, otherZone, noPins, newRoot, octopus
  }

  @Test("a commit that a person touched is written again to another id", arguments: Touch.allCases)
  func touched(_ touch: Touch) async throws {
    try await RepositoryWorld.run { world in
      let ours = roller(at: RepositoryWorld.now)
      let pins = [VersionInfo.path: "{ }\n"]
      let side = try world.commit(["a": "a"], on: [world.base])
      let head =
        switch touch {
        case .amendedMessage: try world.commit(pins, on: [world.base], by: ours, "Roll {}")
        case .otherCommitter: try world.commit(pins, on: [world.base], "Roll { }\n\n")
        case .otherFile:
          try world.commit(
            [VersionInfo.path: "{ }\n", "README.md": "x"], on: [world.base], by: ours)
        case .otherZone:
          try world.commit(
            pins, on: [world.base],
            by: Signature(name: ours.name, email: ours.email, seconds: ours.seconds, offset: 60))
        case .noPins: try world.commit(["x": "x"], on: [side], by: ours)
        case .newRoot: try world.commit(pins, on: [], by: ours)
        case .octopus: try world.commit(pins, on: [world.base, side, side], by: ours)
        }
      let standing = try await standing(world, of: head)
      // A message of roller's own that somebody shortened is still bit for bit what roller would write
      // of it: whether the text is right is for those who know which roll it was.
      #expect(standing.head.isRewritable == (touch == .amendedMessage))
      #expect(standing.updates.isEmpty)
    }
  }

  @Test("a commit on a branch of a person is not on main's line")
  func offMain() async throws {
    try await RepositoryWorld.run { world in
      let side = try world.commit(["a": "a"], on: [world.base])
      let merge = try world.commit(["a": "a"], on: [world.base, side])
      let onSide = try await rolled(
        world, on: try brought(world, side))
      let apart = try await standing(world, of: onSide)
      #expect(apart.head.isRewritable)
      #expect(!apart.head.isParentOnMainLine)
      try world.set("refs/heads/main", to: merge)
      let merged = try await standing(world, of: onSide)
      #expect(!merged.head.isParentOnMainLine)
    }
  }

  /// `commit` on the slot branch, so that every mirror has it.
  private func brought(_ world: RepositoryWorld, _ commit: Revision) throws -> Revision {
    try world.set(Samples.branch.ref, to: commit)
    return commit
  }

  @Test("\"Update branch\", clicked once or twice, changes nothing of its own")
  func update() async throws {
    try await RepositoryWorld.run { world in
      let ours = try await rolled(world, on: world.base)
      var head = ours
      var main = world.base
      for text in ["two\n", "three\n"] {
        main = try world.commit(["README.md": text], on: [main])
        try world.set("refs/heads/main", to: main)
        let tree = try world.commit(["README.md": text], on: [head, main], "Merge main\n")
        head = tree
        let standing = try await standing(world, of: head)
        #expect(standing.isPlainUpdate)
        #expect(standing.root.revision == ours)
        #expect(standing.root.isRewritable)
        #expect(standing.updates.first?.merged == main)
      }
      #expect(try await standing(world, of: head).updates.count == 2)
    }
  }

  @Test(
    "a merge that changes something, or brings pins or a branch of a person, is no plain update")
  func notPlain() async throws {
    try await RepositoryWorld.run { world in
      let ours = try await rolled(world, on: world.base)
      let next = try world.commit(["README.md": "two\n"], on: [world.base])
      let moved = try world.commit([VersionInfo.path: "{  }\n"], on: [next])
      let side = try world.commit(["README.md": "side\n"], on: [world.base])
      try world.set("refs/heads/main", to: moved)
      let evil = try world.commit(["README.md": "two\n", "x": "x"], on: [ours, next])
      let pins = try world.commit(
        ["README.md": "two\n", VersionInfo.path: "{ }\n"], on: [ours, moved])
      let foreign = try world.commit(["README.md": "side\n"], on: [ours, side])
      for head in [evil, pins, foreign] {
        let standing = try await standing(world, of: head)
        #expect(standing.updates.count == 1)
        #expect(!standing.isPlainUpdate)
        #expect(!standing.head.isRewritable)
      }
    }
  }
}
