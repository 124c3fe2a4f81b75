import Errors
import Foundation
import Git
import ReleaseModel
import Testing

@testable import Mirrors

@Suite("A mirror is a cache: damaged, it comes anew by itself", .timeLimit(.minutes(20)))
struct MirrorMendingTests {
  enum Damage: String, CaseIterable, Sendable {
    case flippedPack, emptiedPack, emptiedIndex, garbageConfig, garbageHead, flippedReference
  }

  @Test("before an update", arguments: Damage.allCases)
  func update(damage: Damage) async throws {
    let (world, line) = try await grown()
    try inflict(damage, on: try await mirrored(world))
    try await world.grow("iree", UpstreamCommit.line(1, from: 20))
    let mirror = try world.mirrors().mirror(of: try world.component("iree"))
    #expect(try await mirror.firstParents(after: line[0], limit: 99).count == 9)
    #expect(try await mirror.file("src/file3", at: line[7], limit: 99) == Array("text 8\n".utf8))
  }

  @Test(
    "between an update and a reading, once, and what is read is right", arguments: Damage.allCases)
  func reading(damage: Damage) async throws {
    let (world, line) = try await grown()
    let mirror = try world.mirrors().mirror(of: try world.component("iree"))
    _ = try await mirror.update()
    _ = try await mirror.file("src/file3", at: line[7], limit: 99)
    try inflict(damage, on: URL(fileURLWithPath: mirror.repository.path))
    #expect(try await mirror.firstParents(after: line[0], limit: 99).count == 8)
    let out = world.folder.appending(path: "out")
    #expect(try await mirror.export(["src"], at: line[7], to: out).files == 5)
    #expect(
      try String(contentsOf: out.appending(path: "src/file3"), encoding: .utf8) == "text 8\n")
  }

  @Test("many readers of a damaged mirror all get the same")
  func crowd() async throws {
    let (world, line) = try await grown()
    let first = try world.mirrors().mirror(of: try world.component("iree"))
    _ = try await first.update()
    try inflict(.flippedPack, on: URL(fileURLWithPath: first.repository.path))
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<6 {
        group.addTask {
          // Half of them share their turns, the others are as processes of their own.
          let mirrors = world.mirrors()
          let mirror = try number < 3 ? first : mirrors.mirror(of: world.component("iree"))
          return try await mirror.firstParents(after: line[0], limit: 99).count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 8, count: 6))
  }

  @Test("what upstream never had is no damage: nothing is thrown away for it")
  func absent() async throws {
    let (world, _) = try await grown()
    let mirror = try world.mirrors().mirror(of: try world.component("iree"))
    _ = try await mirror.update()
    let mark = URL(fileURLWithPath: mirror.repository.path).appending(path: "mark")
    try Data().write(to: mark)
    let nowhere = try #require(Revision(String(repeating: "f", count: 40)))
    await #expect(throws: Failure.self) { try await mirror.commit(nowhere) }
    #expect(try await mirror.treeID(of: "no/such", at: try await mirror.head()) == nil)
    #expect(FileManager.default.fileExists(atPath: mark.path))
  }

  private func grown() async throws -> (UpstreamWorld, [Revision]) {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    return (world, try await world.grow("iree", UpstreamCommit.line(9)))
  }

  private func mirrored(_ world: UpstreamWorld) async throws -> URL {
    let mirror = try world.mirrors().mirror(of: try world.component("iree"))
    _ = try await mirror.update()
    return URL(fileURLWithPath: mirror.repository.path)
  }

  private func inflict(_ damage: Damage, on folder: URL) throws {
    switch damage {
    case .flippedPack:
      try change(folder, "pack") { bytes in
        // Behind the head (12 bytes) and before the checksum (20), everything is compressed objects.
        for place in stride(from: 14, to: bytes.count - 20, by: 7) { bytes[place] ^= 0x55 }
      }
    case .emptiedPack: try change(folder, "pack") { $0 = [] }
    case .emptiedIndex: try change(folder, "idx") { $0 = [] }
    case .garbageConfig: try write("[core\u{0}garbage", to: folder.appending(path: "config"))
    case .garbageHead: try write("garbage", to: folder.appending(path: "HEAD"))
    case .flippedReference:
      try write("garbage\n", to: folder.appending(path: "refs/upstream/heads/main"))
    }
  }

  private func change(_ folder: URL, _ kind: String, _ body: (inout [UInt8]) -> Void) throws {
    let packs = folder.appending(path: "objects/pack")
    let names = try FileManager.default.contentsOfDirectory(atPath: packs.path)
    for name in names where name.hasSuffix(".\(kind)") {
      let file = packs.appending(path: name)
      var bytes = Array(try Data(contentsOf: file))
      body(&bytes)
      // A file of its own: the old one may be mapped into memory.
      try FileManager.default.removeItem(at: file)
      try Data(bytes).write(to: file)
    }
  }

  private func write(_ text: String, to file: URL) throws { try Data(text.utf8).write(to: file) }
}
