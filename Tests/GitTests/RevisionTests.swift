import Git
import TestKit
import Testing

@Suite(.timeLimit(.minutes(20))) struct RevisionTests {
  @Test("revisions are what git rev-parse says they are", arguments: 1...4)
  func agreesWithGit(seed: Int) async throws {
    let world = try SmallWorld()
    let repository = try await world.repository(
      "r", importing: RandomHistory(seed: UInt64(seed), size: 20).stream)
    try await world.git("-C", "r", "tag", "--annotate", "--message", "one", "v1", "main~2")
    let git = try repository.open()
    let id = try await world.id("-C", "r", "rev-parse", "main~1")
    for name in ["main", "main~3", "v1", "refs/heads/main", id.hexadecimal.prefix(12) + ""] {
      let expected = try await world.id("-C", "r", "rev-parse", "\(name)^{commit}")
      #expect(try git.commit(named: name) == expected)
    }
  }

  @Test(
    "what names no commit is refused with a hint",
    arguments: ["", "-x", "nothing", "main^{tree}", "main..main~1", "a\u{0}b", "@{nonsense}"])
  func refuses(name: String) async throws {
    let world = try SmallWorld()
    let git = try await world.repository(
      "r", importing: RandomHistory(seed: 3, size: 5).stream
    ).open()
    let error = #expect(throws: GitError.self) { try git.commit(named: name) }
    #expect(error?.hint != nil)
  }

  @Test("the first tip that reaches a commit is the one git finds", arguments: 1...6)
  func firstReaching(seed: Int) async throws {
    let world = try SmallWorld()
    let size = 40
    let git = try await world.repository(
      "r", importing: RandomHistory(seed: UInt64(seed), size: size).stream
    ).open()
    var random = SeededRandom(seed: UInt64(seed) &* 31)
    var tips: [ObjectID] = []
    for _ in 0..<6 {
      tips.append(try await world.id("-C", "r", "rev-parse", "c\(random.next() % UInt64(size))"))
    }
    for _ in 0..<10 {
      let commit = try await world.id(
        "-C", "r", "rev-parse", "c\(random.next() % UInt64(size))")
      var expected: Int?
      for (index, tip) in tips.enumerated() where expected == nil {
        if try git.isAncestor(commit, of: tip) { expected = index }
      }
      #expect(try git.firstReaching(commit, from: tips) == expected)
    }
  }
}
