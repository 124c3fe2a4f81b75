import Foundation
import JSON
import RollerWorlds
import Testing

/// Whole nights: the real binary, index, containers, wheels, git and HTTP.
///
/// The recipes are this repository's; pins and schedules are the fixture's, which never move.
@Suite("A real night", .serialized, .timeLimit(.minutes(60)))
struct RealNightTests {
  /// One target keeps these nights short; `make roll` does both.
  private static let oneTarget = (
    path: "schedules/python.json", from: "[\"linux-x86_64\", \"linux-aarch64\"]",
    to: "[\"linux-x86_64\"]"
  )

  private static let onlyRuntime = (
    path: "schedules/python.json",
    from: """
        {
          "component": "iree-base-compiler",
          "source": "index",
          "why": "published releases; their wheels are what users already trust"
        },

    """, to: ""
  )

  private static let onlyCompiler = (
    path: "schedules/python.json",
    from: """
    ,
        {
          "component": "iree-base-runtime",
          "source": "index",
          "why": "moves on its own, not tied to the compiler, so that a clash between the two is found and named"
        }
    """, to: ""
  )

  @Test(
    "killed at five points and started again, it lands one commit, pull request, tag and release")
  func killed() throws {
    let world = try NightWorld("killed", edits: [Self.oneTarget], recipes: .own)
    defer { world.remove() }
    let roller = RollerProcess(world: world)
    let points = [
      "linux-x86_64: build", "✓ green", "to roll/python", "fast-forward main", "upload",
    ]
    for point in points {
      let end = try roller.run(["roll", "python"], killedAt: point)
      #expect(end.code == SIGKILL, "the night never came to \"\(point)\":\n\(end.log)")
    }
    let end = try roller.run(["roll", "python"])
    #expect(end.code == 0, "\(end.log)\(end.output)")
    try expectOneOfEach(world)
    try expectSecondNightIsIdle(roller)
  }

  private func expectOneOfEach(_ world: NightWorld) throws {
    let start = try world.git(["rev-parse", "HEAD"]).trimmingCharacters(in: .whitespacesAndNewlines)
    let rolls = try world.asked(["rev-list", "--parents", "main", "^\(start)"])
    #expect(rolls.count == 1)
    #expect(rolls.first?.hasSuffix(start) == true)
    #expect(
      try world.asked(["for-each-ref", "--format=%(refname)", "refs/heads"]) == ["refs/heads/main"])
    let pulls = try world.asked(["for-each-ref", "--format=%(refname) %(objectname)", "refs/pull"])
    #expect(pulls.map { $0.hasPrefix("refs/pull/1/head ") } == [true])
    let tags = try world.asked([
      "for-each-ref", "--format=%(refname:short) %(objecttype)", "refs/tags/v*",
    ])
    #expect(tags.count == 1)
    #expect(tags.first?.hasSuffix(" tag") == true)
    let message = try world.asked(["log", "-1", "--format=%B", "main"]).joined(separator: "\n")
    #expect(message.contains("iree-base-compiler: 3.9.0 -> "))
    let status = try RollerProcess(world: world).run(["status", "python", "--json"])
    let facts = try JSONValue(parsing: status.output)
    #expect(facts["schedules"]?["python"]?["open"] == .null)
    #expect(
      facts["schedules"]?["python"]?["last-release"]?.string.map { [$0] }
        == tags.map {
          String($0.split(separator: " ")[0])
        })
    #expect(facts["evidence"] == 1)
  }

  private func expectSecondNightIsIdle(_ roller: RollerProcess) throws {
    let refs = try roller.world.asked(["for-each-ref"])
    let end = try roller.run(["roll", "python", "--json"])
    #expect(end.code == 0)
    #expect(try JSONValue(parsing: end.output)["outcome"] == "nothing-newer")
    #expect(try roller.world.asked(["for-each-ref"]) == refs)
  }

  @Test("with the compiler kept at 3.9.0 the newer runtimes are seen to be red, and named")
  func oneMoves() throws {
    let world = try NightWorld("one", edits: [Self.oneTarget, Self.onlyRuntime], recipes: .own)
    defer { world.remove() }
    let end = try RollerProcess(world: world).run(["roll", "python", "--json"])
    #expect(end.code == 7, "\(end.log)\(end.output)")
    let report = try JSONValue(parsing: end.output)
    let runtime = report["components"]?["iree-base-runtime"]
    #expect(runtime?["is"] == "held")
    #expect(runtime?["at"] == "3.9.0")
    #expect(runtime?["culprit"]?["pin"]?["label"] == "3.10.0")
    #expect(runtime?["because"]?.string?.isEmpty == false)
    #expect(
      try world.asked(["rev-parse", "main"])
        == world.git(["rev-parse", "HEAD"]).split(separator: "\n").map(String.init))
  }

  @Test("a compiler that takes every program and computes wrong numbers is red, and named")
  func wrongNumbers() throws {
    let world = try NightWorld(
      "wrong-numbers", edits: [Self.oneTarget, Self.onlyCompiler], recipes: .own)
    defer { world.remove() }
    let roller = RollerProcess(world: world)
    let pair = ["iree-base-compiler=3.10.0", "iree-base-runtime=3.11.0"]
    let pinned = try roller.run(["pin"] + pair + ["--alone"])
    #expect(pinned.code == 0, "\(pinned.log)\(pinned.output)")
    try world.git(["commit", "--quiet", "--all", "--message", "Pins of March"])
    // The day on which 3.11.0 was the newest of both.
    let end = try roller.run(["roll", "python", "--as-of", "2026-03-25", "--json"])
    #expect(end.code == 7, "\(end.log)\(end.output)")
    let compiler = try JSONValue(parsing: end.output)["components"]?["iree-base-compiler"]
    #expect(compiler?["is"] == "held")
    #expect(compiler?["culprit"]?["pin"]?["label"] == "3.11.0")
    let because = compiler?["because"]?.string ?? ""
    #expect(because.contains("mask") && because.contains("numbers are wrong"), "\(because)")
  }
}
