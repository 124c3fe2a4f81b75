import Git
import Testing

@Suite("A shallow clone", .timeLimit(.minutes(20)))
struct ShallowTests {
  @Test("knows its boundary, also from a work tree, and the first parents that it lacks")
  func boundary() async throws {
    let world = try SmallWorld()
    let clone = try await shallow(world, depth: 2)
    try await world.git("-C", "clone", "worktree", "add", "--quiet", "--detach", "../tree")
    for path in ["clone", "tree"] {
      let git = try Repository(at: world.path(path)).open()
      #expect(git.isShallow && !git.isPartial)
      let tip = try await world.id("-C", path, "rev-parse", "HEAD")
      let last = try await world.id("-C", path, "rev-parse", "HEAD~1")
      #expect(try git.shallowBoundary() == [last])
      #expect(try git.firstParent(of: git.commit(tip)) == .known(last))
      let lacking = try await world.id("-C", "r", "rev-parse", "main~2")
      #expect(try git.firstParent(of: git.commit(last)) == .cutOff(lacking))
    }
    let git = try clone.open()
    let tip = try await world.id("-C", "clone", "rev-parse", "HEAD")
    #expect(try git.newCommits(of: tip, excluding: [], limit: 9).count == 2)
  }

  @Test("says what it knows of ancestors, and that it does not know the rest")
  func ancestors() async throws {
    let world = try SmallWorld()
    let git = try await shallow(world, depth: 3).open()
    let tip = try await world.id("-C", "clone", "rev-parse", "HEAD")
    let known = try await world.id("-C", "clone", "rev-parse", "HEAD~2")
    #expect(try git.isAncestor(known, of: tip))
    #expect(try git.knownAncestor(tip, of: known) == nil)
    let error = #expect(throws: GitError.self) { try git.isAncestor(tip, of: known) }
    #expect(error?.hint?.contains("git fetch --unshallow") == true)
  }

  @Test("a revision or a commit that was left out is named with what brings it")
  func remedies() async throws {
    let world = try SmallWorld()
    let git = try await shallow(world, depth: 1).open()
    let lacking = try await world.id("-C", "r", "rev-parse", "main~1")
    let errors = [
      #expect(throws: GitError.self) { try git.commit(named: "HEAD~1") },
      #expect(throws: GitError.self) { try git.commit(lacking) },
    ]
    for error in errors {
      #expect(error?.reason == .notFound)
      #expect(
        error?.hint?.contains("git fetch --unshallow") == true, "\(String(describing: error))")
    }
  }

  /// A clone, called `clone`, of the newest `depth` commits of a straight line of six.
  private func shallow(_ world: SmallWorld, depth: Int) async throws -> Repository {
    let stream = (1...6).map { number in
      """
      commit refs/heads/main
      mark :\(number)
      committer A <a@b> \(1_700_000_000 + number) +0000
      data 1
      \(number)\(number == 1 ? "" : "\nfrom :\(number - 1)")
      M 100644 inline f
      data 1
      \(number)

      """
    }.joined(separator: "\n")
    _ = try await world.repository("r", importing: stream)
    try await world.git(
      "clone", "--quiet", "--depth", "\(depth)", "file://\(world.path("r"))", world.path("clone"))
    return Repository(at: world.path("clone"))
  }
}
