import Git
import TestKit
import Testing

@Suite(.timeLimit(.minutes(20))) struct GraphTests {
  @Test("ancestry, merge bases, counts and first-parent lines are git's own", arguments: 1...8)
  func agreesWithGit(seed: Int) async throws {
    let world = try SmallWorld()
    let size = 40
    let repository = try await world.repository(
      "r", importing: RandomHistory(seed: UInt64(seed), size: size).stream)
    let git = try repository.open()
    var random = SeededRandom(seed: UInt64(seed) &* 977)
    for _ in 0..<10 {
      let one = "c\(random.next() % UInt64(size))"
      let other = "c\(random.next() % UInt64(size))"
      let a = try await world.id("-C", "r", "rev-parse", one)
      let b = try await world.id("-C", "r", "rev-parse", other)
      let line = try await world.git("-C", "r", "rev-list", "--first-parent", one, "^\(other)")
      let lineIDs = try git.firstParents(of: a, excluding: b, limit: 1000).map(\.id.hexadecimal)
      #expect(lineIDs == line.split(separator: "\n").map(String.init))
      let counts = try await world.git(
        "-C", "r", "rev-list", "--left-right", "--count", "\(one)...\(other)")
      let (ahead, behind) = try git.aheadBehind(a, relativeTo: b)
      #expect(counts == "\(ahead)\t\(behind)")
      let bases = try await world.git("-C", "r", "merge-base", "--all", one, other)
      let base = try #require(try git.mergeBase(a, b)).hexadecimal
      #expect(bases.split(separator: "\n").map(String.init).contains(base))
      #expect(try git.isAncestor(a, of: b) == counts.hasPrefix("0\t"))
    }
  }

  @Test("a first-parent line ends at its limit and carries times and subjects")
  func limitsTheLine() async throws {
    let world = try SmallWorld()
    let repository = try await world.repository(
      "r", importing: RandomHistory(seed: 7, size: 20).stream)
    let git = try repository.open()
    let main = try #require(try git.reference(.main)).id
    let line = try git.firstParents(of: main, limit: 3)
    let expected = try await world.git(
      "-C", "r", "log", "--first-parent", "-3", "--format=%H %ct %s", "main")
    #expect(line.map { "\($0.id) \($0.seconds) \($0.subject)" }.joined(separator: "\n") == expected)
  }

  @Test("unrelated histories have no merge base")
  func unrelated() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let tree = try git.tree(updating: nil, with: [])
    let ids = try ["a", "b"].map { message in
      try git.write(
        CommitDraft(
          tree: tree, parents: [], signature: Signature(name: "A", email: "a@b", seconds: 5),
          message: message))
    }
    #expect(try git.mergeBase(ids[0], ids[1]) == nil)
    #expect(try git.isAncestor(ids[0], of: ids[1]) == false)
    let missing = try #require(ObjectID(String(repeating: "1", count: 40)))
    #expect(throws: GitError.self) { try git.mergeBase(ids[0], missing) }
    #expect(throws: GitError.self) { try git.isAncestor(missing, of: ids[0]) }
  }

  @Test("changed paths are those of git diff-tree")
  func changedPaths() async throws {
    let world = try SmallWorld()
    let stream = """
      commit refs/heads/main
      mark :1
      committer A <a@b> 1 +0000
      data 1
      aM 100644 inline d/kept
      data 1
      xM 100644 inline d/gone
      data 1
      yM 100644 inline changed
      data 1
      zM 100644 inline retyped
      data 1
      w
      commit refs/heads/next
      committer A <a@b> 2 +0000
      data 1
      bfrom :1
      D d/gone
      M 100644 inline changed
      data 2
      zzM 120000 inline retyped
      data 1
      wM 100755 inline new
      data 1
      n

      """
    let repository = try await world.repository("r", importing: stream)
    let git = try repository.open()
    let old = try #require(try git.reference(.main)).id
    let new = try #require(try git.reference(try ReferenceName(branch: "next"))).id
    let changes = try git.changes(from: old, to: new)
    #expect(
      changes.map { "\($0.kind) \($0.path)" } == [
        "modified changed", "deleted d/gone", "added new", "retyped retyped",
      ])
    #expect(changes[1].new == nil && changes[2].old == nil)
  }

  @Test("hostile authors, dates, encodings and long subjects are repaired, clamped and cut")
  func repairsUpstream() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let tree = try git.tree(updating: nil, with: [])
    var bytes = Array(
      "tree \(tree)\nauthor A\u{1B}[31m <a@b> 99999999999 +0000\ncommitter \u{202E}".utf8)
    bytes += [0xFF, 0xFE] + Array(" <c@d> -5 +9999\n\n".utf8)
    bytes += [0xC3] + Array(String(repeating: "x", count: 1 << 20).utf8)
    let id = try await world.id(
      "-C", "r", "hash-object", "-t", "commit", "-w", "--literally", "--stdin", input: bytes)
    let commit = try git.commit(id)
    #expect(commit.author.seconds == Int64(UInt32.max))
    #expect(commit.subject.count == 300)
    #expect(commit.message.utf8.count <= 3 + 64 << 10)
    #expect(commit.committer.name.unicodeScalars.contains("\u{FFFD}"))
  }
}
