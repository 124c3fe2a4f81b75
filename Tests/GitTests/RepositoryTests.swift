import Foundation
import Git
import Testing

@Suite(.timeLimit(.minutes(20))) struct RepositoryTests {
  @Test("opening never searches parent folders and names what is missing")
  func opensOnlyThere() async throws {
    let world = try SmallWorld()
    try await world.git("init", "--quiet", "work")
    try FileManager.default.createDirectory(
      atPath: world.path("work/sub"), withIntermediateDirectories: true)
    _ = try Repository(at: world.path("work")).open()
    let inside = Repository(at: world.path("work/sub"))
    do {
      _ = try inside.open()
      Issue.record("opened a parent of \(inside)")
    } catch {
      #expect(error.reason == .notFound)
      #expect(error.description.hasPrefix(world.path("work/sub") + ": open the repository: "))
    }
  }

  @Test("creating over an existing repository is refused")
  func createsOnce() async throws {
    let world = try SmallWorld()
    try Repository.create(bareAt: world.path("deep/r"))
    let error = #expect(throws: GitError.self) {
      try Repository.create(bareAt: world.path("deep/r"))
    }
    #expect(error?.reason == .exists)
    #expect(try await world.git("-C", "deep/r", "rev-parse", "--is-bare-repository") == "true")
  }

  @Test("a SHA-256 repository is refused with the reason")
  func refusesSHA256() async throws {
    let world = try SmallWorld()
    try await world.git("init", "--quiet", "--bare", "--object-format=sha256", "r")
    do {
      _ = try Repository(at: world.path("r")).open()
      Issue.record("opened a SHA-256 repository")
    } catch {
      #expect(error.reason == .refused)
      #expect(error.hint?.contains("SHA-1") == true)
    }
  }

  @Test("sixteen tasks read and write one repository, each with its own handle")
  func isSafeInParallel() async throws {
    let world = try SmallWorld()
    let repository = try await world.repository(
      "r", importing: RandomHistory(seed: 5, size: 60).stream)
    let main = try #require(try repository.open().reference(.main)).id
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<16 {
        group.addTask {
          try await repository.run { git throws(GitError) in
            for round in 0..<5 {
              _ = try git.firstParents(of: main, limit: 50)
              let blob = try git.write(blob: Array("\(task) \(round)".utf8))
              let tree = try git.tree(
                updating: try git.commit(main).tree, with: [.put(try TreePath("x"), blob)])
              let id = try git.write(
                CommitDraft(
                  tree: tree, parents: [main],
                  signature: Signature(name: "A", email: "a@b", seconds: 1), message: "m"))
              _ = try git.update(.create(try ReferenceName(branch: "b\(task)-\(round)"), at: id))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try repository.open().references(withPrefix: "refs/heads/b").count == 80)
    #expect(try await world.git("-C", "r", "fsck", "--strict", "--no-dangling") == "")
  }
}
