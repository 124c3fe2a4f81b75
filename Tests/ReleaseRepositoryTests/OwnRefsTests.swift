import Errors
import ReleaseModel
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import ReleaseRepository

@Suite("Refs of our own repository", .timeLimit(.minutes(20)))
struct OwnRefsTests {
  private let tag = "refs/tags/v0.1.0.dev20261122001"

  @Test("a tag that a person moved or deleted is followed, and nothing is said of it")
  func ownTags() async throws {
    try await RepositoryWorld.run { world in
      let repository = world.repository()
      let other = try world.commit(["README.md": "two\n"], on: [world.base])
      for place in [world.base, other, nil, world.base] {
        try world.set(tag, to: place)
        let tags = try await repository.refs(for: Samples.branch, main: world.main).tags
        #expect(tags.map(\.commit) == [place].compactMap(\.self))
      }
    }
  }

  @Test("a wrong tag that is deleted is made again where it belongs")
  func remedy() async throws {
    try await RepositoryWorld.run { world in
      let repository = world.repository()
      let roll = try world.commit([VersionInfo.path: "{ }\n"], on: [world.base])
      try world.set("refs/heads/main", to: roll)
      try world.set(tag, to: world.base)
      _ = try await repository.refs(for: Samples.branch, main: world.main)
      try world.set(tag, to: nil)
      try await repository.perform(
        .createTag(
          TagDraft(
            tag: ReleaseTag("v0.1.0.dev20261122001")!, commit: roll, message: "r\n",
            date: RepositoryWorld.now)))
      let tags = try await repository.refs(for: Samples.branch, main: world.main).tags
      #expect(tags.map(\.commit) == [roll])
    }
  }

  @Test("a branch that is gone on the server is gone here")
  func pruned() async throws {
    try await RepositoryWorld.run { world in
      let repository = world.repository()
      try world.set(Samples.branch.ref, to: world.base)
      #expect(
        try await repository.refs(for: Samples.branch, main: world.main).slotBranch != nil)
      try world.set(Samples.branch.ref, to: nil)
      _ = try await repository.refs(for: Samples.branch, main: world.main)
      let ours = try repository.mirror.repository.open().references(withPrefix: "refs/heads/roll/")
      #expect(ours.isEmpty)
    }
  }

  @Test("the branch that is rolled need not be named main", arguments: ["trunk", "release/0.1"])
  func otherBranch(_ name: String) async throws {
    try await RepositoryWorld.run(main: name) { world in
      let repository = world.repository()
      let main = try await repository.defaultBranch()
      #expect("\(main)" == name)
      try world.set("refs/heads/\(name)-old", to: world.base)
      let commit = try await repository.write(world.draft("x", on: world.base))
      try await repository.perform(.fastForward(main, from: world.base, to: commit))
      #expect(try world.commit(at: "refs/heads/\(name)") == commit)
      let facts = try await repository.refs(for: Samples.branch, main: main)
      #expect(facts.history.map(\.revision) == [commit, world.base])
    }
  }

  @Test("a default branch that was renamed is missed once and then found")
  func renamed() async throws {
    try await RepositoryWorld.run { world in
      let repository = world.repository()
      let old = try await repository.defaultBranch()
      try world.set("refs/heads/trunk", to: world.base)
      try world.server.open().setHead(to: .init(branch: "trunk"))
      try world.set("refs/heads/main", to: nil)
      let error = await failure { () async throws(Failure) in
        _ = try await repository.refs(for: Samples.branch, main: old)
      }
      #expect(error?.kind == .rejected)
      #expect(try await "\(repository.defaultBranch())" == "trunk")
    }
  }
}
