import Foundation
import JSON
import RollerWorlds
import Testing

@Suite("The command line", .timeLimit(.minutes(20)))
struct CommandLineTests {
  @Test("an unknown command is a usage error that names what there is")
  func unknownCommand() throws {
    try inWorld { (roller: RollerProcess) throws in
      let end = try roller.run(["chekc"])
      #expect(end.code == 2)
      #expect(end.log.contains("chekc"))
    }
  }

  @Test(
    "help goes to standard output, and is no error",
    arguments: [
      ["--help"], ["roll", "--help"], ["help", "validate"], ["--version"],
    ])
  func help(arguments: [String]) throws {
    try inWorld { (roller: RollerProcess) throws in
      let end = try roller.run(arguments)
      #expect(end.code == 0)
      #expect(!end.output.isEmpty && end.log.isEmpty)
    }
  }

  @Test("nothing is said against good files, and fmt leaves them as they are")
  func goodFiles() throws {
    try inWorld { (roller: RollerProcess) throws in
      #expect(try roller.run(["check"]).code == 0)
      #expect(try roller.run(["fmt", "--check"]).code == 0)
    }
  }

  @Test("every mistake is named with its place, as text and as data, and nothing is written")
  func mistakes() throws {
    let edits = [
      (path: "schedules/python.json", from: "\"rolls\"", to: "\"rollz\""),
      (path: "version_info.json", from: "\"0.1.0\"", to: "\"0.1\""),
    ]
    try inWorld(edits) { (roller: RollerProcess) throws in
      let before = try roller.world.git(["status", "--porcelain"])
      let end = try roller.run(["check"])
      #expect(end.code == 3)
      #expect(end.log.contains("schedules/python.json"))
      #expect(end.log.contains("did you mean \"rolls\""))
      #expect(end.log.contains("version_info.json"))
      let data = try JSONValue(parsing: roller.run(["check", "--json"]).output)
      #expect(data["error"]?["exit-code"] == 3)
      #expect((data["error"]?["mistakes"]?.array?.count ?? 0) >= 2)
      #expect(try roller.world.git(["status", "--porcelain"]) == before)
    }
  }

  @Test("bad files on main stop a roll before anything is asked or written")
  func badMain() throws {
    let edit = (path: "version_info.json", from: "sha256:", to: "sha255:")
    try inWorld([edit]) { (roller: RollerProcess) throws in
      let end = try roller.run(["roll", "python"])
      #expect(end.code == 3)
      #expect(end.log.contains("version_info.json"))
      #expect(try roller.world.asked(["for-each-ref", "refs/heads"]).count == 1)
    }
  }

  @Test("fmt lays out a file and keeps its meaning")
  func format() throws {
    let edit = (path: "version_info.json", from: "  \"package-suffix\"", to: "\"package-suffix\"")
    try inWorld([edit]) { (roller: RollerProcess) throws in
      #expect(try roller.run(["fmt", "--check"]).code == 3)
      #expect(try roller.run(["fmt"]).code == 0)
      #expect(try roller.run(["fmt", "--check"]).code == 0)
      #expect(try roller.run(["check"]).code == 0)
    }
  }

  @Test("a schedule that is not there is bad data, and those that are there are named")
  func unknownSchedule() throws {
    try inWorld { (roller: RollerProcess) throws in
      let end = try roller.run(["roll", "pyton"])
      #expect(end.code == 3)
      #expect(end.log.contains("python"))
    }
  }

  @Test("an index that does not answer is unknown, not absent: try later, and nothing is written")
  func indexUnreachable() throws {
    try inWorld { (roller: RollerProcess) throws in
      let end = try roller.run(
        ["roll", "python", "--json"],
        changes: ["PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_FIND_LINKS": ""])
      #expect(end.code == 5, "\(end.log)")
      let report = try JSONValue(parsing: end.output)
      #expect(report["components"]?["iree-base-compiler"]?["is"] == "unknown")
      #expect(try roller.world.asked(["for-each-ref", "refs/roller", "refs/tags/v0*"]).isEmpty)
    }
  }

  @Test("a pin whose hash is not the file's is bad data, with what the index has")
  func wrongHash() throws {
    let edit = (
      path: "version_info.json", from: "\"linux-x86_64\": \"sha256:",
      to: "\"linux-x86_64\": \"sha256:0"
    )
    try inWorld([edit]) { (roller: RollerProcess) throws in
      let file = roller.world.checkout.appendingPathComponent("version_info.json")
      // 65 digits became one too many: the last of each goes.
      let text = try String(contentsOf: file, encoding: .utf8)
        .replacing(/(sha256:0[0-9a-f]{63})[0-9a-f]"/) { "\($0.1)\"" }
      try text.write(to: file, atomically: true, encoding: .utf8)
      let end = try roller.run(["validate", "--target", "linux-x86_64"])
      #expect(end.code == 3, "\(end.log)\(end.output)")
      #expect(end.log.contains("no index lists a file with sha256:0"))
    }
  }

  @Test("without a container engine a roll says how to get one")
  func noEngine() throws {
    try inWorld { (roller: RollerProcess) throws in
      let end = try roller.run(["roll", "python"], changes: ["PODMAN": "no-such-engine"])
      #expect(end.code == 5)
      #expect(end.log.contains("apt-get install"))
    }
  }

  @Test("a forge that does not answer is tried later")
  func forgeUnreachable() throws {
    try inWorld { (roller: RollerProcess) throws in
      let end = try roller.run(
        ["status", "--forge", "http://127.0.0.1:9/o/r"], changes: ["ROLLER_TOKEN": "canary"])
      #expect(end.code == 5, "\(end.log)")
      #expect(!end.log.contains("canary"))
    }
  }

  @Test("a token that others may read is refused")
  func tokenFile() throws {
    try inWorld { (roller: RollerProcess) throws in
      let file = roller.world.folder.appendingPathComponent("token")
      try Data("canary".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      let end = try roller.run(
        ["status", "--forge", "http://127.0.0.1:9/o/r", "--token-file", file.path])
      #expect(end.code == 4)
      #expect(end.log.contains("chmod 600"))
      #expect(!end.log.contains("canary"))
    }
  }

  @Test("without a terminal there are no escapes, and a night logs plain lines")
  func plainLines() throws {
    try inWorld { (roller: RollerProcess) throws in
      let end = try roller.run(["plan", "python"])
      #expect(end.code == 0, "\(end.log)")
      #expect(!(end.output + end.log).contains("\u{1B}"))
      #expect(end.log.contains("Asking the upstreams"))
      #expect(try roller.world.asked(["for-each-ref", "refs/roller"]).isEmpty)
    }
  }

  private func inWorld(
    _ edits: [(path: String, from: String, to: String)] = [],
    _ body: (RollerProcess) throws -> Void
  ) throws {
    let world = try NightWorld("cli", edits: edits)
    defer { world.remove() }
    try body(RollerProcess(world: world))
  }
}

@Suite(.timeLimit(.minutes(20))) struct DisabledScheduleTests {
  @Test("a disabled schedule is refused before anything is asked or built")
  func disabled() throws {
    let world = try NightWorld("disabled")
    defer { world.remove() }
    let end = try RollerProcess(world: world).run(["roll", "nightly"])
    #expect(end.code == 4)
    #expect(end.log.contains("schedules/nightly.json: it is disabled; missing: packages"))
  }

  @Test("a schedule that rolls what nothing it builds is made from is refused, and names it")
  func unjudgeable() throws {
    let world = try NightWorld(
      "unjudgeable",
      edits: [
        (
          "schedules/python.json", "\"component\": \"iree-base-runtime\"",
          "\"component\": \"jaxlib\""
        )
      ])
    defer { world.remove() }
    let end = try RollerProcess(world: world).run(["roll", "python"])
    #expect(end.code == 4)
    #expect(end.log.contains("made from jaxlib"))
  }
}
