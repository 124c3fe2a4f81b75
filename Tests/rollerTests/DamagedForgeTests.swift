import Foundation
import RollerWorlds
import Testing

@Suite("A local forge whose folder is damaged", .timeLimit(.minutes(20)))
struct DamagedForgeTests {
  /// What a disk or a person took from the folder, which nothing can bring back for sure.
  enum Damage: String, CaseIterable, Sendable {
    case head = "HEAD"
    case objects, refs
    case packedRefs = "packed-refs"
    case state = "refs/forge/state"

    /// What is said of it.
    var words: String {
      switch self {
      case .head, .objects, .refs: "its \(rawValue) is gone"
      case .packedRefs: "its references cannot be read"
      case .state: "objects are missing or unreadable"
      }
    }
  }

  private func inWorld(_ body: (RollerProcess) throws -> Void) throws {
    let world = try NightWorld("damaged")
    defer { world.remove() }
    try body(RollerProcess(world: world))
  }

  private func founded(_ roller: RollerProcess) throws -> URL {
    let server = try ServedForge(roller.world)
    try server.publish("v0.1.0.dev20260101001")
    server.end()
    return try #require(roller.world.forge)
  }

  private func harm(_ forge: URL, _ damage: Damage, _ roller: RollerProcess) throws {
    let file = forge.appending(path: damage.rawValue)
    switch damage {
    case .head, .objects, .refs: try FileManager.default.removeItem(at: file)
    case .packedRefs:
      _ = try roller.world.asked(["pack-refs", "--all"])
      let text = try String(contentsOf: file, encoding: .utf8)
      try String(text.dropLast(30)).write(to: file, atomically: true, encoding: .utf8)
    case .state: try remove("refs/forge/state:forge.json", from: forge, roller)
    }
  }

  /// Takes one loose object away.
  private func remove(_ name: String, from forge: URL, _ roller: RollerProcess) throws {
    let id = try #require(try roller.world.asked(["rev-parse", name]).first)
    try FileManager.default.removeItem(
      at: forge.appending(path: "objects/\(id.prefix(2))/\(id.dropFirst(2))"))
  }

  @Test(
    "status, doctor and roll say in words of their own what is damaged, and what to do",
    arguments: Damage.allCases)
  func damaged(_ damage: Damage) throws {
    try inWorld { roller in
      let forge = try founded(roller)
      try harm(forge, damage, roller)
      for command in [["status"], ["roll", "python"], ["doctor"]] {
        let end = try roller.run(command)
        let text = end.output + end.log
        #expect([3, 5].contains(end.code), "\(command): \(end.code) \(text)")
        #expect(text.contains(damage.words), "\(command): \(text)")
        #expect(text.contains("from a copy of"), "\(command): \(text)")
        #expect(text.contains("move that folder away"), "\(command): \(text)")
      }
    }
  }

  @Test("objects that the checkout has are brought back, and the next command works")
  func healed() throws {
    try inWorld { roller in
      let forge = try founded(roller)
      try remove("main:version_info.json", from: forge, roller)
      let first = try roller.run(["status"])
      #expect(first.code == 5, "\(first.log)")
      #expect(first.log.contains("it was repaired"), "\(first.log)")
      let second = try roller.run(["status"])
      #expect(second.code == 0, "\(second.log)")
      let check = try roller.world.asked(["fsck", "--strict"])
      #expect(!check.contains { $0.contains("missing") || $0.contains("broken") }, "\(check)")
    }
  }

  @Test("a config that is gone is written again by whatever writes")
  func config() throws {
    try inWorld { roller in
      let forge = try founded(roller)
      try FileManager.default.removeItem(at: forge.appending(path: "config"))
      let server = try ServedForge(roller.world)
      server.end()
      #expect(roller.world.forge == forge)
      let end = try roller.run(["status"])
      #expect(end.code == 0, "\(end.log)")
      #expect(end.output.contains("v0.1.0.dev20260101001"))
    }
  }
}
