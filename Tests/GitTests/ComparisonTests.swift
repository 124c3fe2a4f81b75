import Git
import TestKit
import Testing

@Suite("Two commits compared", .timeLimit(.minutes(20)))
struct ComparisonTests {
  /// Whole histories subtracted, because git's own `base..tip` miscounts where dates are absurd.
  @Test("counts, authors and the line are exact, whatever the dates say", arguments: 1...6)
  func exact(seed: Int) async throws {
    let world = try SmallWorld()
    let size = 300
    let repository = try await world.repository(
      "r", importing: CrookedHistory(seed: UInt64(seed), size: size).stream)
    let git = try repository.open()
    var random = SeededRandom(seed: UInt64(seed) &* 31)
    for _ in 0..<8 {
      let base = "c\(random.next() % UInt64(size))"
      let tip = "c\(random.next() % UInt64(size))"
      let found = try git.difference(
        from: try await world.id("-C", "r", "rev-parse", base),
        to: try await world.id("-C", "r", "rev-parse", tip))
      let (before, after) = (try await history(base, world), try await history(tip, world))
      let known = Set(before)
      let newer = after.filter { !known.contains($0) }
      let ahead = Set(newer)
      #expect(found.ahead == newer.count)
      #expect(found.behind == known.subtracting(after).count)
      #expect(found.isRelated)
      let line = try await world.git("-C", "r", "rev-list", "--first-parent", tip)
        .split(separator: "\n").map { "\($0)" }
      let names = Dictionary(grouping: newer) { $0.dropFirst(41) }.mapValues(\.count)
      #expect(
        names == Dictionary(uniqueKeysWithValues: found.authors.map { ($0.name[...], $0.commits) }))
      let isAhead = Set(ahead.map { $0.prefix(40) })
      #expect(found.line.map(\.hexadecimal) == Array(line.prefix { isAhead.contains($0[...]) }))
    }
  }

  /// Each commit of `tip`, with its author.
  private func history(_ tip: String, _ world: SmallWorld) async throws -> [String] {
    try await world.git("-C", "r", "log", "--format=%H %an", tip)
      .split(separator: "\n").map(String.init)
  }

  @Test("histories without a common commit are told apart")
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
    let found = try git.difference(from: ids[0], to: ids[1])
    #expect(!found.isRelated && found.ahead == 1 && found.behind == 1)
    let same = try git.difference(from: ids[0], to: ids[0])
    #expect(same.isRelated && same.ahead == 0 && same.behind == 0 && same.line.isEmpty)
  }

  @Test("changes are summed up by top folder, with lines when asked, submodules apart")
  func folders() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r", importing: twoTrees).open()
    let old = try #require(try git.reference(.main)).id
    let new = try #require(try git.reference(try ReferenceName(branch: "next"))).id
    let counted = try git.treeDifference(from: old, to: new, countingLines: true)
    #expect(
      counted.folders.map {
        "\($0.name):\($0.files) +\($0.lines?.added ?? 0) -\($0.lines?.deleted ?? 0)"
      }
        == ["src:2 +2 -2", ":1 +1 -0", "third_party:1 +1 -1"])
    #expect(counted.submodules.map(\.path) == ["third_party/llvm"])
    #expect(counted.submodules[0].new?.hexadecimal == String(repeating: "b", count: 40))
    let plain = try git.treeDifference(from: old, to: new)
    #expect(plain.files == 4 && plain.folders.allSatisfy { $0.lines == nil })
    #expect(try git.missingContents(comparing: old, with: new).isEmpty)
  }

  @Test("in a copy of history alone, trees come when they are compared, files only for lines")
  func partial() async throws {
    let hosted = try await Hosted(twoTrees)
    let (old, new) = (try await hosted.id("main"), try await hosted.id("next"))
    _ = try await hosted.remote.fetch(
      FetchRequest(wants: [new], filter: .trees(depth: 0)), into: hosted.ours)
    let git = try hosted.ours.open()
    #expect(try git.difference(from: old, to: new).ahead == 1)
    #expect(throws: GitError.self) { _ = try git.treeDifference(from: old, to: new) }
    try await hosted.remote.bringTrees(comparing: old, with: new, into: hosted.ours)
    #expect(try git.treeDifference(from: old, to: new).files == 4)
    #expect(try git.missingContents(comparing: old, with: new).count == 4)
    try await hosted.remote.bringContents(comparing: old, with: new, into: hosted.ours)
    #expect(try git.missingContents(comparing: old, with: new).isEmpty)
    let counted = try git.treeDifference(from: old, to: new, countingLines: true)
    #expect(counted.folders.first?.lines?.added == 2)
  }
}

private let twoTrees = """
  commit refs/heads/main
  mark :1
  committer A <a@b> 1 +0000
  data 1
  aM 100644 inline src/one
  data 4
  x
  y
  M 100644 inline src/deep/two
  data 2
  z
  M 160000 \(String(repeating: "a", count: 40)) third_party/llvm
  commit refs/heads/next
  committer A <a@b> 2 +0000
  data 1
  bfrom :1
  D src/deep/two
  M 100644 inline src/one
  data 6
  x
  q
  r
  M 100644 inline README
  data 2
  n
  M 160000 \(String(repeating: "b", count: 40)) third_party/llvm

  """

/// A history of months by several authors, whose dates go back and forth by weeks, and here and there
/// are absurd.
private struct CrookedHistory {
  /// For git fast-import; commit number n is `refs/tags/c<n>`.
  let stream: String

  init(seed: UInt64, size: Int) {
    var random = SeededRandom(seed: seed)
    var lines: [String] = []
    for number in 0..<size {
      lines += ["commit refs/tags/c\(number)", "mark :\(number + 1)"]
      let weeks = Int(random.next() % 1_700_000)
      let usual = 1_500_000_000 + number * 5 * 86_400 + weeks
      let seconds = random.next() % 40 == 0 ? (number.isMultiple(of: 2) ? 0 : 4_294_967_295) : usual
      let name = ["Ada", "Grace", "Barbara Ü"][Int(random.next() % 3)]
      lines += ["author \(name) <a@example.org> 1 +0000"]
      lines += ["committer C <c@example.org> \(seconds) +0000", "data 1", "x"]
      if number > 0 {
        let first = number - Int(random.next() % UInt64(min(number, 4)))
        let other = 1 + Int(random.next() % UInt64(number))
        lines += ["from :\(first)"]
        if random.next() % 4 == 0, other != first { lines += ["merge :\(other)"] }
      }
    }
    stream = lines.joined(separator: "\n") + "\n"
  }
}
