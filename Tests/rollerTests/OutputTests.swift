import JSON
import RollerWorlds
import TestKit
import Testing

/// What commands print as JSON, each really run: ``RollerProcess`` holds all of it to the schema.
@Suite("Output as data", .timeLimit(.minutes(20)))
struct OutputTests {
  private static let next = String(repeating: "b", count: 40)

  /// A release with one roll by hand, a tag on it, and an edit that is not committed.
  private func world() throws -> NightWorld {
    let world = try NightWorld("output")
    try world.edit("version_info.json", FixtureRelease.iree, Self.next)
    try world.git(["commit", "--quiet", "--all", "--message", "Pin iree"])
    try world.git(["tag", "--annotate", "--message", "r", "v0.1.0.dev20261101001"])
    return world
  }

  @Test("is as the schema says, whatever the command and whether it succeeds")
  func asTheSchemaSays() throws {
    let world = try world()
    defer { world.remove() }
    let roller = RollerProcess(world: world)
    let commands = [
      ["check"], ["check", "--commit", "HEAD"], ["check", "--staged"], ["log"], ["blame"],
      ["why", "iree"], ["why", "nobody"], ["when", "iree-base-compiler", "3.9.0"],
      ["when", "iree-base-compiler", "1.0"], ["workspace", "show"], ["evidence"],
      ["evidence", "list"], ["evidence", "strike", "00000000", "--why", "a test"], ["status"],
      ["doctor", "--forge", "https://nowhere.invalid/o/n"],
      ["plan", "nowhere"], ["plan", "python", "--forge", "https://nowhere.invalid/o/n"],
      ["roll", "nowhere"], ["validate", "--package", "nothing"], ["try", "iree=../nowhere"],
      ["pin", "iree", "--hold", "a test", "--dry-run"], ["pin", "iree", "--dry-run"],
    ]
    for command in commands {
      let end = try roller.run(command + ["--json"])
      _ = try JSONValue(parsing: end.output)
    }
  }

  @Test("a bump is component, from and to, in roller log as in roller diff, and ends are pins")
  func oneBump() throws {
    let world = try world()
    defer { world.remove() }
    let roller = RollerProcess(world: world)
    let log = try JSONValue(parsing: roller.run(["log", "--json"]).output)
    let diff = try JSONValue(
      parsing: roller.run(["diff", "HEAD~1..HEAD", "--offline", "--format", "json"]).output)
    let why = try JSONValue(parsing: roller.run(["why", "iree", "--json"]).output)
    let bump = try #require(log.array?.first?["bumps"]?.array?.first)
    let same = try #require(diff["bumps"]?.array?.first)
    for key in ["component", "from", "to"] { #expect(bump[key] == same[key]) }
    #expect(bump["to"]?["identity"]?.string == "git:\(Self.next)")
    #expect(why["pin"] == bump["to"] && why["before"] == bump["from"])
  }
}
