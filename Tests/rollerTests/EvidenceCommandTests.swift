import Foundation
import JSON
import RollerWorlds
import TestKit
import Testing

@Suite("What people say of evidence and of work on a branch", .timeLimit(.minutes(20)))
struct EvidenceCommandTests {
  @Test("evidence is struck by the digits of its pin set, with who and why, and listed so")
  func strikes() throws {
    try inWorld { roller in
      let wrong = Record(pinSet: String(repeating: "ab", count: 32), verdict: "red")
      let right = Record(pinSet: String(repeating: "cd", count: 32), verdict: "green")
      try put([wrong.path: wrong.text, right.path: right.text, "xy/broken.json": "{"], roller)
      let listed = try roller.run(["evidence"])
      #expect(listed.code == 0, "\(listed.log)")
      #expect(listed.output.contains("2 verdicts are recorded: 1 green, 1 red"))
      #expect(listed.output.contains("xy/broken.json"))
      #expect(listed.output.contains("roller goes on without this file"))
      for _ in 0..<2 {
        let end = try roller.run(["evidence", "strike", "abababab", "--why", "the disk was full"])
        #expect(end.code == 0, "\(end.log)")
        #expect(end.output.contains("pin set abababababab"))
      }
      let after = try roller.run(["evidence", "list"])
      #expect(after.output.contains("1 verdict is recorded: 1 green, 0 red; 1 was struck"))
      #expect(after.output.contains("the disk was full"))
      let data = try JSONValue(parsing: roller.run(["evidence", "--json"]).output)
      #expect(data["struck"]?.array?.count == 1)
      #expect(data["struck"]?.array?.first?["who"]?.string?.isEmpty == false)
      #expect(data["unreadable"]?.array?.first?["path"] == "xy/broken.json")
      #expect(
        try roller.world.asked(["ls-tree", "--name-only", "refs/roller/evidence"])
          .contains("struck"))
    }
  }

  @Test("what is not recorded, or names more than one pin set, is told, and nothing is struck")
  func refuses() throws {
    try inWorld { roller in
      let first = Record(pinSet: String(repeating: "ab", count: 32), verdict: "red")
      let second = Record(
        pinSet: String(repeating: "ab", count: 31) + "cd", verdict: "red")
      try put([first.path: first.text, second.path: second.text], roller)
      let missing = try roller.run(["evidence", "strike", "12345678", "--why", "wrong"])
      #expect(missing.code == 3)
      #expect(missing.log.contains("none is recorded"))
      let vague = try roller.run(["evidence", "strike", "abababab", "--why", "wrong"])
      #expect(vague.code == 3)
      #expect(vague.log.contains("give more digits"))
      #expect(try roller.run(["evidence", "strike", "main", "--why", "wrong"]).code == 2)
      let elsewhere = try roller.run([
        "evidence", "strike", first.pinSet, "--target", "linux-aarch64", "--why", "wrong",
      ])
      #expect(elsewhere.code == 3)
      #expect(try roller.run(["evidence"]).output.contains("2 verdicts are recorded"))
    }
  }

  @Test("striking and adopting found no forge")
  func unfounded() throws {
    try inWorld { roller in
      let struck = try roller.run(["evidence", "strike", "12345678", "--why", "wrong"])
      #expect(struck.code == 3)
      let adopted = try roller.run(["adopt", "python"])
      #expect(adopted.code == 3)
      #expect(roller.world.forge == nil)
    }
  }

  @Test("a person's work is named by status with its remedy, until it is adopted")
  func adopts() throws {
    try inWorld { roller in
      try ServedForge(roller.world).end()
      let nothing = try roller.run(["adopt", "python"])
      #expect(nothing.code == 3)
      #expect(nothing.log.contains("there is no such branch"))
      let forge = try #require(roller.world.forge)
      try roller.world.git(["commit", "--quiet", "--allow-empty", "--message", "A fix"])
      try roller.world.git(["push", "--quiet", forge.path, "HEAD:refs/heads/roll/python"])
      let before = try roller.run(["status"])
      #expect(before.output.contains("which roller did not create"), "\(before.log)")
      #expect(before.output.contains("roller adopt"))
      let end = try roller.run(["adopt", "python", "--why", "the fix is right"])
      #expect(end.code == 0, "\(end.log)")
      #expect(end.output.contains("roller roll python validates and lands it"))
      let after = try JSONValue(parsing: roller.run(["status", "--json"]).output)
      let matter = after["matters"]?.array?.first
      #expect(matter?["name"] == "roll/python")
      #expect(matter?["found"]?.string?.contains("was adopted by") == true)
    }
  }

  private func inWorld(_ body: (RollerProcess) throws -> Void) throws {
    let world = try NightWorld("evidence")
    defer { world.remove() }
    try body(RollerProcess(world: world))
  }

  /// Puts `files` into the evidence ref of the forge, as a machine that validated does.
  private func put(_ files: [String: String], _ roller: RollerProcess) throws {
    try ServedForge(roller.world).end()
    let world = roller.world
    let forge = try #require(world.forge)
    try world.git(["switch", "--quiet", "--orphan", "evidence"])
    for (path, text) in files {
      let file = world.checkout.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      try world.git(["add", "--force", path])
    }
    try world.git(["commit", "--quiet", "--message", "Record evidence"])
    try world.git(["push", "--quiet", forge.path, "HEAD:refs/roller/evidence"])
    try world.git(["switch", "--quiet", "main"])
  }
}

/// One record, as a validation leaves it.
private struct Record {
  let pinSet: String
  let verdict: String
  private let recipe = String(repeating: "12", count: 32)

  var path: String {
    "\(pinSet.prefix(2))/\(pinSet.dropFirst(2))/linux-x86_64/\(recipe.prefix(16)).json"
  }

  var text: String {
    """
    {
      "pin-set": "sha256:\(pinSet)", "target": "linux-x86_64", "recipe": "sha256:\(recipe)",
      "pins": {}, "verdict": { "is": "\(verdict)", "because": "no space left on device" },
      "image": "none", "version": "0.1.0.dev20261122001", "when": "2026-11-22T15:00:00Z",
      "milliseconds": 1, "checks": [], "artifacts": [], "log": ""
    }
    """
  }
}
