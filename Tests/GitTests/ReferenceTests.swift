import Git
import Testing

@Suite(.timeLimit(.minutes(20))) struct ReferenceTests {
  @Test("the list of references is git's own, annotated tags peeled")
  func lists() async throws {
    let world = try SmallWorld()
    let repository = try await world.repository(
      "r", importing: RandomHistory(seed: 1, size: 12).stream)
    try await world.git("-C", "r", "tag", "-a", "-m", "one", "v1", "main")
    try await world.git("-C", "r", "tag", "-a", "-m", "tag of a tag", "v2", "v1")
    try await world.git("-C", "r", "pack-refs", "--all")
    try await world.git("-C", "r", "branch", "side", "c3")
    let expected = try await world.git(
      "-C", "r", "for-each-ref", "--format=%(refname) %(objectname) %(*objectname)")
    let listed = try await repository.run { git throws(GitError) in try git.references() }
    let printed = listed.map { reference in
      "\(reference.name) \(reference.id) " + (reference.peeled == reference.id ? "" : "peeled")
    }
    // git of Debian 12 peels a tag of a tag once only, so the peeled ids are compared by themselves.
    let plain = expected.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return "\(words[0]) \(words[1]) " + (words.count > 2 ? "peeled" : "")
    }
    #expect(printed == plain)
    let main = try await world.id("-C", "r", "rev-parse", "main")
    #expect(listed.filter { $0.name.text.hasPrefix("refs/tags/v") }.map(\.peeled) == [main, main])
    let tags = try await repository.run { git throws(GitError) in
      try git.references(withPrefix: "refs/tags/c1")
    }
    #expect(tags.map(\.name.text) == ["refs/tags/c1", "refs/tags/c10", "refs/tags/c11"])
  }

  @Test("a compare-and-swap moves from the expected value only")
  func comparesAndSwaps() async throws {
    let small = try await ThreeCommits()
    let (world, repository, ids) = (small.world, small.repository, small.ids)
    let branch = try ReferenceName(branch: "roll/nightly")
    let git = try repository.open()
    #expect(try git.reference(branch) == nil)
    #expect(try git.update(.create(branch, at: ids[0])) == .updated)
    #expect(try git.update(.create(branch, at: ids[1])) == .stale(branch, found: ids[0]))
    #expect(
      try git.update(.move(branch, from: ids[1], to: ids[2])) == .stale(branch, found: ids[0]))
    #expect(try git.update(.move(branch, from: ids[0], to: ids[2])) == .updated)
    #expect(try git.update(.delete(branch, at: ids[0])) == .stale(branch, found: ids[2]))
    let seen = try await world.id("-C", "r", "rev-parse", "refs/heads/roll/nightly")
    #expect(seen == ids[2])
    try await world.git("-C", "r", "pack-refs", "--all")
    #expect(try git.update(.delete(branch, at: ids[2])) == .updated)
    #expect(try git.update(.delete(branch, at: ids[2])) == .stale(branch, found: nil))
    #expect(try git.update(.move(branch, from: ids[2], to: ids[0])) == .stale(branch, found: nil))
  }

  @Test("of several changes none is made when one is stale")
  func isAllOrNothing() async throws {
    let small = try await ThreeCommits()
    let (repository, ids) = (small.repository, small.ids)
    defer { withExtendedLifetime(small) {} }
    let git = try repository.open()
    let one = try ReferenceName(branch: "one")
    let two = try ReferenceName(branch: "two")
    let outcome = try git.update([
      .create(one, at: ids[0]), .move(two, from: ids[1], to: ids[2]),
    ])
    #expect(outcome == .stale(two, found: nil))
    #expect(try git.reference(one) == nil)
    #expect(try git.update([.create(one, at: ids[0]), .create(two, at: ids[1])]) == .updated)
    #expect(
      try git.update([.delete(one, at: ids[0]), .move(two, from: ids[1], to: ids[2])]) == .updated)
    #expect(
      try git.references(withPrefix: "refs/heads/").map(\.name.text) == [
        "refs/heads/main", "refs/heads/two",
      ])
  }

  @Test("of sixteen tasks that create the same reference exactly one wins")
  func racesToCreate() async throws {
    let small = try await ThreeCommits()
    let (repository, ids) = (small.repository, small.ids)
    defer { withExtendedLifetime(small) {} }
    for round in 0..<20 {
      let branch = try ReferenceName(branch: "race-\(round)")
      let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
        for racer in 0..<16 {
          group.addTask {
            do throws(GitError) {
              return try await repository.run { git throws(GitError) in
                try git.update(.create(branch, at: ids[racer % 3])) == .updated
              }
            } catch {
              // Who holds the lock may be kept waiting by a busy machine for longer than we wait.
              guard error.reason == .locked else { throw error }
              return false
            }
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(wins == 1)
    }
  }

  @Test("a reference cannot be created inside or around another, packed or not")
  func refusesConflicts() async throws {
    let small = try await ThreeCommits()
    let (world, repository, ids) = (small.world, small.repository, small.ids)
    let git = try repository.open()
    let inner = try ReferenceName(branch: "a/b")
    let outer = try ReferenceName(branch: "a")
    #expect(try git.update(.create(inner, at: ids[0])) == .updated)
    try await world.git("-C", "r", "pack-refs", "--all")
    #expect(throws: GitError.self) { try git.update(.create(outer, at: ids[0])) }
    #expect(try git.update(.delete(inner, at: ids[0])) == .updated)
    #expect(try git.update(.create(outer, at: ids[0])) == .updated)
    try await world.git("-C", "r", "pack-refs", "--all")
    #expect(throws: GitError.self) { try git.update(.create(inner, at: ids[0])) }
  }

  @Test("a reference to an object that is not there is refused")
  func refusesMissingObjects() async throws {
    let small = try await ThreeCommits()
    defer { withExtendedLifetime(small) {} }
    let git = try small.repository.open()
    let nowhere = try #require(ObjectID(String(repeating: "1", count: 40)))
    let branch = try ReferenceName(branch: "x")
    let error = #expect(throws: GitError.self) { try git.update(.create(branch, at: nowhere)) }
    #expect(error?.reason == .notFound)
  }

  @Test("HEAD names a branch, born or not")
  func heads() async throws {
    let world = try SmallWorld()
    let trunk = try ReferenceName(branch: "trunk")
    let repository = try Repository.create(bareAt: world.path("r"), head: trunk)
    let git = try repository.open()
    #expect(try git.head() == trunk)
    let nowhere = try #require(ObjectID(String(repeating: "1", count: 40)))
    #expect(throws: GitError.self) { try git.update(.create(.head, at: nowhere)) }
    try git.setHead(to: .main)
    #expect(try await world.git("-C", "r", "symbolic-ref", "HEAD") == "refs/heads/main")
  }
}

/// A repository `r` with three commits, and the folder that it lives in.
private struct ThreeCommits {
  let world: SmallWorld
  let repository: Repository
  let ids: [ObjectID]

  init() async throws {
    world = try SmallWorld()
    repository = try await world.repository("r", importing: RandomHistory(seed: 2, size: 3).stream)
    var ids: [ObjectID] = []
    for number in 0..<3 { ids.append(try await world.id("-C", "r", "rev-parse", "c\(number)")) }
    self.ids = ids
  }
}
