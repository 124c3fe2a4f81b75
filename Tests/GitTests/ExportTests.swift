import Foundation
import Git
import Testing

@Suite(.timeLimit(.minutes(20))) struct ExportTests {
  @Test("an export is what git archive would unpack, modes kept")
  func exports() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let commit = try commit(
      git,
      [
        .put(try TreePath("p/run"), try git.write(blob: Array("#!".utf8)), executable: true),
        .put(try TreePath("p/deep/er/file"), try git.write(blob: [0, 1, 2])),
        .put(try TreePath("p/empty"), try git.write(blob: [])),
        .put(try TreePath("q/other"), try git.write(blob: [9])),
      ])
    let target = world.path("out")
    let export = try git.export(try TreePath("p"), of: commit, to: target)
    #expect(export.files == 3 && export.size == 5)
    #expect(try Data(contentsOf: URL(filePath: target + "/deep/er/file")) == Data([0, 1, 2]))
    #expect(FileManager.default.isExecutableFile(atPath: target + "/run"))
    #expect(!FileManager.default.isExecutableFile(atPath: target + "/empty"))
    #expect(!FileManager.default.fileExists(atPath: target + "/other"))
    let again = #expect(throws: GitError.self) { try git.export(of: commit, to: target) }
    #expect(again?.reason == .exists)
    #expect(try git.export(of: commit, to: world.path("all")).files == 4)
  }

  @Test(
    "a hostile name refuses the whole tree, and nothing is written",
    arguments: [
      ".git", ".GIT", ".Git ", ".git.", "git~1", "GIT~2", "..", ".", ".g\u{200C}it", "CON", "aux.c",
      "com1", "a\\b", "c:", "a\u{1B}b", "a\nb",
    ])
  func refusesNames(name: String) async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let blob = try git.write(blob: [1])
    let tree = try await rawTree(world, [("100644", "aaa", blob), ("100644", name, blob)])
    try await expectRefusal(world, git, tree)
    let nested = try await rawTree(world, [("100644", "aaa", blob), ("40000", "sub", tree)])
    try await expectRefusal(world, git, nested)
  }

  @Test("a slash inside a name, an empty name and a name that is not UTF-8 are refused")
  func refusesBrokenNames() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let blob = try git.write(blob: [1])
    for name in ["../../x", "/etc/passwd", "a//b"] {
      try await expectRefusal(world, git, try await rawTree(world, [("100644", name, blob)]))
    }
    let broken = try await rawTree(world, bytes: [0x61, 0xFF], blob)
    try await expectRefusal(world, git, broken)
  }

  @Test("symbolic links and names that collide are refused")
  func refusesLinksAndCollisions() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let blob = try git.write(blob: Array("../../etc".utf8))
    let sub = try await rawTree(world, [("100644", "x", blob)])
    let hostile: [[(String, String, ObjectID)]] = [
      [("120000", "link", blob)],
      [("100644", "README", blob), ("100644", "readme", blob)],
      [("40000", "Dir", sub), ("40000", "dir", sub)],
      [("100644", "caf\u{E9}", blob), ("100644", "cafe\u{301}", blob)],
      [("100644", "same", blob), ("100644", "same", blob)],
    ]
    for entries in hostile {
      try await expectRefusal(world, git, try await rawTree(world, entries))
    }
  }

  @Test("submodules become empty folders and LFS pointers are named")
  func namesWhatIsElsewhere() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let pointer = try git.write(
      blob: Array("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n".utf8))
    let elsewhere = try #require(ObjectID(String(repeating: "1", count: 40)))
    let tree = try await rawTree(
      world, [("100644", "big.bin", pointer), ("160000", "third_party", elsewhere)])
    let export = try git.export(of: try commit(git, tree: tree), to: world.path("out"))
    #expect(export.submodules == ["third_party"] && export.largeFilePointers == ["big.bin"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: world.path("out/third_party")) == [])
  }

  @Test("a tree that stands for billions of files is refused within the limit")
  func refusesBombs() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let blob = try git.write(blob: [UInt8](repeating: 7, count: 1000))
    var tree = try await rawTree(world, (0..<10).map { ("100644", "f\($0)", blob) })
    for _ in 0..<10 {
      let inner = tree
      tree = try await rawTree(world, (0..<10).map { ("40000", "d\($0)", inner) })
    }
    let bomb = try commit(git, tree: tree)
    let error = #expect(throws: GitError.self) { try git.export(of: bomb, to: world.path("out")) }
    #expect(error?.reason == .limit)
    let small = try commit(git, [.put(try TreePath("f"), blob)])
    for limits in [ExportLimits(total: 999), ExportLimits(file: 999), ExportLimits(entries: 0)] {
      let error = #expect(throws: GitError.self) {
        try git.export(of: small, to: world.path("out"), limits: limits)
      }
      #expect(error?.reason == .limit)
    }
    #expect(!FileManager.default.fileExists(atPath: world.path("out")))
  }

  private func expectRefusal(
    _ world: SmallWorld, _ git: borrowing OpenRepository, _ tree: ObjectID
  ) async throws {
    let target = world.path("out")
    let commit = try commit(git, tree: tree)
    do {
      _ = try git.export(of: commit, to: target)
      Issue.record("exported \(tree)")
    } catch {
      #expect(error.reason == .refused)
    }
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  private func commit(
    _ git: borrowing OpenRepository, _ changes: [TreeChange]
  ) throws -> ObjectID {
    try commit(git, tree: try git.tree(updating: nil, with: changes))
  }

  private func commit(_ git: borrowing OpenRepository, tree: ObjectID) throws -> ObjectID {
    try git.write(
      CommitDraft(
        tree: tree, parents: [], signature: Signature(name: "A", email: "a@b", seconds: 5),
        message: "m"))
  }

  /// A tree as only an attacker writes it: names and order unchecked.
  private func rawTree(
    _ world: SmallWorld, _ entries: [(String, String, ObjectID)]
  ) async throws -> ObjectID {
    let bytes = entries.flatMap { mode, name, id in
      Array("\(mode) \(name)\0".utf8) + hexadecimalBytes(id)
    }
    return try await store(world, bytes)
  }

  private func rawTree(
    _ world: SmallWorld, bytes name: [UInt8], _ id: ObjectID
  ) async throws -> ObjectID {
    try await store(world, Array("100644 ".utf8) + name + [0] + hexadecimalBytes(id))
  }

  private func store(_ world: SmallWorld, _ bytes: [UInt8]) async throws -> ObjectID {
    try await world.id(
      "-C", "r", "hash-object", "-t", "tree", "-w", "--literally", "--stdin", input: bytes)
  }

  private func hexadecimalBytes(_ id: ObjectID) -> [UInt8] {
    let digits = Array(id.hexadecimal)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
  }
}
