import Foundation
import JSON
import RollerWorlds
import Testing

@Suite("What doctor says of the forge", .timeLimit(.minutes(20)))
struct ExaminationTests {
  private func inWorld(_ body: (RollerProcess) throws -> Void) throws {
    let world = try NightWorld("examination")
    defer { world.remove() }
    try ServedForge(world).end()
    try body(RollerProcess(world: world))
  }

  /// The findings of `roller doctor` by their names.
  private func findings(_ roller: RollerProcess) throws -> [String: JSONValue] {
    let end = try roller.run(["doctor", "--json"])
    #expect([0, 5].contains(end.code), "\(end.log)")
    let all = try JSONValue(parsing: end.output).array ?? []
    return Dictionary(
      all.compactMap { finding in finding["name"]?.string.map { ($0, finding) } },
      uniquingKeysWith: { first, _ in first })
  }

  @Test("a sound forge is good, with how main lets itself be moved, and nothing waits")
  func sound() throws {
    try inWorld { roller in
      let found = try findings(roller)
      #expect(found["forge"]?["state"] == "good")
      #expect(found["forge"]?["found"]?.string?.hasSuffix("which takes fast-forwards") == true)
      #expect(found["forge folder"] == nil && found["roll/python"] == nil)
      #expect(found["pull requests"] == nil)
    }
  }

  @Test("the checks that main demands are named")
  func demands() throws {
    try inWorld { roller in
      _ = try roller.world.asked(["config", "roller.required-check", "build"])
      let found = try findings(roller)
      #expect(found["forge"]?["found"]?.string?.hasSuffix("; required: build") == true)
    }
  }

  @Test("what waits for somebody is named by doctor as by status, with its remedy")
  func matters() throws {
    try inWorld { roller in
      let world = roller.world
      try world.git(["switch", "--quiet", "-c", "work"])
      try world.git(["commit", "--quiet", "--allow-empty", "-m", "Mine"])
      _ = try world.asked([
        "fetch", "--quiet", world.checkout.path, "work:refs/heads/roll/python",
      ])
      let matter = try #require(try findings(roller)["roll/python"])
      #expect(matter["state"] == "poor")
      #expect(matter["found"]?.string?.contains("which roller did not create") == true)
      #expect(matter["remedy"]?.string?.contains("roller adopt") == true)
      let status = try roller.run(["status"])
      #expect(status.output.contains("which roller did not create"), "\(status.output)")
      #expect(status.output.contains("roller adopt"))
    }
  }
}
