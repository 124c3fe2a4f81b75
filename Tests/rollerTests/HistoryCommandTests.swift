import Foundation
import JSON
import RollerWorlds
import TestKit
import Testing

/// The commands that read the release log, on a repository with four releases.
@Suite(.timeLimit(.minutes(20))) struct HistoryCommandTests {
  private static let revisions = (1...4).map { String(repeating: "\($0)", count: 40) }
  private static let first = FixtureRelease.iree

  private func world(_ name: String) throws -> NightWorld {
    let world = try NightWorld("history-\(name)")
    var before = Self.first
    for (day, revision) in Self.revisions.enumerated() {
      try world.edit("version_info.json", before, revision)
      before = revision
      try world.git(["commit", "--quiet", "--all", "--message", "Pin iree \(day)"])
      try world.git(["tag", "--annotate", "--message", "r", "v0.1.0.dev2026110\(day + 1)001"])
    }
    return world
  }

  @Test("roller log, why and blame tell what moved a pin, as text and as data")
  func tells() throws {
    let world = try world("log")
    defer { world.remove() }
    let roller = RollerProcess(world: world)
    let log = try roller.run(["log", "--component", "iree", "--limit", "2"])
    #expect(log.code == 0)
    #expect(log.output.contains("v0.1.0.dev20261104001"))
    #expect(log.output.contains("iree  candidate-20231027.689 → candidate-20231027.689"))
    #expect(!log.output.contains("v0.1.0.dev20261102001"))
    #expect(!log.output.contains("\u{1B}"))
    let json = try JSONValue(parsing: Array(try roller.run(["log", "--json"]).output.utf8))
    #expect(
      json.array?.first?["bumps"]?.array?.first?["to"]?["revision"]?.string == Self.revisions[3])
    let why = try roller.run(["why", "iree"])
    #expect(why.output.contains("test: Pin iree 3"))
    let blame = try roller.run(["blame", "v0.1.0.dev20261102001"])
    #expect(blame.output.contains("test: Pin iree 1"))
  }

  @Test("what is not pinned, not a day or not a revision is named with a hint")
  func refuses() throws {
    let world = try world("refuses")
    defer { world.remove() }
    let roller = RollerProcess(world: world)
    let typo = try roller.run(["why", "ire"])
    #expect(typo.code == 2)
    #expect(typo.log.contains("did you mean \"iree\"?"))
    #expect(try roller.run(["log", "--since", "yesterday"]).code == 2)
    let gone = try roller.run(["log", "nowhere"])
    #expect(gone.code == 3)
    #expect(gone.log.contains("there is no such revision"))
  }

  @Test("roller bisect finds the release and the component, and leaves the checkout alone")
  func bisects() throws {
    let world = try world("bisect")
    defer { world.remove() }
    let roller = RollerProcess(world: world)
    let script = "! grep -q -e \(Self.revisions[2]) -e \(Self.revisions[3]) version_info.json"
    let end = try roller.run([
      "bisect", "--good", "v0.1.0.dev20261101001", "--bad", "v0.1.0.dev20261104001", "--",
      "sh", "-c", script,
    ])
    #expect(end.code == 0)
    #expect(end.output.contains("first bad: v0.1.0.dev20261103001"))
    #expect(end.output.contains("last good: v0.1.0.dev20261102001"))
    #expect(end.output.contains("  iree: "))
    #expect(try world.git(["status", "--porcelain"]).isEmpty)
    #expect(try world.git(["worktree", "list"]).split(separator: "\n").count == 1)
    let backwards = try roller.run([
      "bisect", "--good", "v0.1.0.dev20261104001", "--bad", "v0.1.0.dev20261101001", "--", "true",
    ])
    #expect(backwards.code == 3)
    #expect(try roller.run(["bisect", "--good", "v1", "--bad", "v2"]).code == 2)
  }
}
