import Foundation
import Git
import TestKit
import Testing

@Suite(.timeLimit(.minutes(20))) struct IndexTests {
  @Test("what is staged is what git commit would take, not what lies in the folder")
  func staged() async throws {
    let world = try SmallWorld()
    try await world.git("init", "--quiet", "r")
    for name in ["a.json", "a.jsonx", "dir/b", "dir/c", "direct"] {
      try world.write("r/\(name)", "one")
    }
    try await world.git("-C", "r", "add", "--all")
    try world.write("r/dir/b", "two")
    try world.write("r/dir/announced", "")
    try await world.git("-C", "r", "add", "--intent-to-add", "dir/announced")
    let git = try Repository(at: world.path("r")).open()
    let entries = try git.stagedEntries(at: ["a.json", "dir", "nothing"])
    #expect(entries.map(\.path) == ["a.json", "dir/b", "dir/c"])
    #expect(entries.allSatisfy { $0.stage == 0 && $0.kind == .file })
    #expect(try git.blob(entries[1].id, limit: 10) == Array("one".utf8))
  }

  @Test("the index that git names to a hook is read instead of the repository's")
  func other() async throws {
    let world = try SmallWorld()
    try await world.git("init", "--quiet", "r")
    try world.write("r/a", "one")
    try await world.git("-C", "r", "add", "a")
    try FileManager.default.copyItem(
      atPath: world.path("r/.git/index"), toPath: world.path("other"))
    try await world.git("-C", "r", "rm", "--quiet", "--force", "a")
    let git = try Repository(at: world.path("r")).open()
    #expect(try git.stagedEntries(at: ["a"]).isEmpty)
    #expect(try git.stagedEntries(at: ["a"], of: world.path("other")).count == 1)
  }

  @Test("sides of a merge and links show as what they are")
  func unusual() async throws {
    let world = try SmallWorld()
    try await world.git("init", "--quiet", "--initial-branch=main", "r")
    try world.write("r/a", "base")
    try FileManager.default.createSymbolicLink(
      atPath: world.path("r/link"), withDestinationPath: "a")
    try await world.git("-C", "r", "add", "--all")
    try await world.git("-C", "r", "commit", "--quiet", "--message", "base")
    try await world.git("-C", "r", "checkout", "--quiet", "-b", "topic")
    try world.write("r/a", "theirs")
    try await world.git("-C", "r", "commit", "--quiet", "--all", "--message", "theirs")
    try await world.git("-C", "r", "checkout", "--quiet", "main")
    try world.write("r/a", "ours")
    try await world.git("-C", "r", "commit", "--quiet", "--all", "--message", "ours")
    await #expect(throws: GitFailed.self) { try await world.git("-C", "r", "merge", "topic") }
    let git = try Repository(at: world.path("r")).open()
    #expect(try git.stagedEntries(at: ["a"]).map(\.stage) == [1, 2, 3])
    #expect(try git.stagedEntries(at: ["link"]).map(\.kind) == [.symbolicLink])
  }

  @Test("settings of the repository alone are read, set and taken away")
  func settings() async throws {
    let world = try SmallWorld()
    try await world.git("init", "--quiet", "r")
    let git = try Repository(at: world.path("r")).open()
    #expect(try git.localSetting("core.hooksPath") == nil)
    try git.setLocal("core.hooksPath", to: "hooks")
    let command = "f() { x \"$1\"; }; f %O"
    try git.setLocal("merge.version-info.driver", to: command)
    #expect(try await world.git("-C", "r", "config", "core.hooksPath") == "hooks")
    #expect(try await world.git("-C", "r", "config", "merge.version-info.driver") == command)
    try git.setLocal("core.hooksPath", to: nil)
    try git.setLocal("core.hooksPath", to: nil)
    #expect(try git.localSetting("core.hooksPath") == nil)
  }

  @Test("objects of another folder are seen beside the repository's own")
  func otherObjects() async throws {
    let world = try SmallWorld()
    let one = try await world.repository(
      "one", importing: RandomHistory(seed: 1, size: 3).stream)
    _ = try await world.repository("two", importing: RandomHistory(seed: 2, size: 3).stream)
    let tip = try await world.id("-C", "two", "rev-parse", "main")
    #expect(try one.open().contains(tip) == false)
    #expect(try one.open(objectFolders: [world.path("two/objects")]).contains(tip))
  }

  @Test("texts merge line by line, with markers where they do not")
  func texts() throws {
    let clean = try TextMerge(
      base: bytes("a\nb\nc\nd\n"), ours: bytes("A\nb\nc\nd\n"), theirs: bytes("a\nb\nc\nD\n"))
    #expect(clean.isClean && clean.bytes == bytes("A\nb\nc\nD\n"))
    let torn = try TextMerge(base: bytes("a\n"), ours: bytes("b\n"), theirs: bytes(""))
    #expect(!torn.isClean)
    #expect(torn.bytes == bytes("<<<<<<< ours\nb\n=======\n>>>>>>> theirs\n"))
  }

  @Test("new commits are those that git rev-list names, parents first", arguments: 1...8)
  func newCommits(seed: Int) async throws {
    let world = try SmallWorld()
    let size = 30
    let git = try await world.repository(
      "r", importing: RandomHistory(seed: UInt64(seed), size: size).stream
    ).open()
    var random = SeededRandom(seed: UInt64(seed) &* 131)
    let tip = try await world.id("-C", "r", "rev-parse", "main")
    var bases: [ObjectID] = []
    for count in 0..<4 {
      let names = bases.map(\.hexadecimal)
      let expected = try await world.git(["-C", "r", "rev-list", "main", "--not"] + names)
      let found = try git.newCommits(of: tip, excluding: bases, limit: 1_000)
      #expect(
        Set(found.map(\.hexadecimal)) == Set(expected.split(separator: "\n").map(String.init)))
      for (index, id) in found.enumerated() {
        let parents = try git.commit(id).parents
        #expect(parents.allSatisfy { !found[index...].contains($0) })
      }
      if count == 0 {
        #expect(throws: GitError.self) { try git.newCommits(of: tip, excluding: [], limit: 3) }
      }
      bases.append(try await world.id("-C", "r", "rev-parse", "c\(random.next() % UInt64(size))"))
    }
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}

extension SmallWorld {
  func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  @discardableResult
  func git(_ arguments: [String]) async throws -> String { try await git(arguments, []) }
}
