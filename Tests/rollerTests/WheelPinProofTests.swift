import Foundation
import RollerWorlds
import TestKit
import Testing

@Suite("What is proved of a wheel pin, on an index on this machine", .timeLimit(.minutes(20)))
struct WheelPinProofTests {
  private static let intel = String(repeating: "1a", count: 32)
  private static let arm = String(repeating: "2b", count: 32)
  private static let other = String(repeating: "3c", count: 32)
  /// What the fixture pins.
  private static let before = (
    version: FixtureRelease.jaxlib,
    files: "\"linux-x86_64\": \"sha256:"
      + "e4dd278214c1aec6bb77c92df21642da086a97108d0bb53c0290f43c6ec31e7f\", \"linux-aarch64\": "
      + "\"sha256:3149d7ad3a4c660a5e83f98ee546b3b4780a6ca5c3adc13b5de12e3abdfb289d\""
  )

  /// What the index lists: jaxlib 0.4.21 for both targets.
  private static var index: ScriptedServer {
    get throws {
      try ScriptedServer { request in
        guard request.path == "/simple/jaxlib/" else { return .answer("404 Not Found") }
        let files = [("x86_64", intel), ("aarch64", arm)].map { machine, hash in
          let name = "jaxlib-0.4.21-cp311-cp311-manylinux2014_\(machine).whl"
          return "{\"filename\": \"\(name)\", \"url\": \"../../files/\(name)\", "
            + "\"hashes\": {\"sha256\": \"\(hash)\"}}"
        }
        let page =
          "{\"meta\": {\"api-version\": \"1.0\"}, \"name\": \"jaxlib\", "
          + "\"files\": [\(files.joined(separator: ", "))]}"
        return .answer(
          "200 OK", page, fields: ["Content-Type: application/vnd.pypi.simple.v1+json"])
      }
    }
  }

  @Test("the required check holds a version and its hashes against the index")
  func asked() async throws {
    let server = try Self.index
    try await server.serving {
      let url = "\(server.url)simple/"
      for (version, hash, code, words) in [
        ("0.4.21", Self.intel, 0, "all is well"),
        ("0.4.21", Self.other, 4, "hashes for linux-x86_64 that none of the index's files have"),
        ("0.4.22", Self.intel, 6, "jaxlib at 0.4.22, which the index does not have"),
      ] as [(String, String, Int32, String)] {
        let end = try check(version, hash, index: url)
        #expect(end.code == code, "\(version): \(end.output)\(end.log)")
        #expect(end.output.contains(words), "\(end.output)")
        #expect(code == 0 || end.output.contains("hint: "))
      }
      let project = try check("0.4.21", Self.intel, index: "\(server.url)nowhere/")
      #expect(project.code == 6, "\(project.output)")
    }
  }

  @Test("an index that cannot be asked passes nothing, and the pin is named with a remedy")
  func unanswered() throws {
    let end = try check("0.4.21", Self.intel, index: "http://127.0.0.1:1/simple/")
    #expect(end.code == 5, "\(end.output)\(end.log)")
    #expect(end.output.contains("jaxlib at 0.4.21, which could not be looked up"), "\(end.output)")
    #expect(end.output.contains("/pins/jaxlib/version") && end.output.contains("hint: "))
    #expect(!end.output.contains("all is well"))
  }

  @Test("without being told to ask, the check says what it did not prove")
  func notAsked() throws {
    let end = try check("0.4.21", Self.intel, index: "http://127.0.0.1:1/simple/", asks: false)
    #expect(end.code == 0, "\(end.output)\(end.log)")
    #expect(
      end.output.contains("revision of jaxlib (the package index was not asked)"), "\(end.output)")
  }

  @Test("a pinned file is looked for in the project that the component names")
  func project() async throws {
    let server = try ScriptedServer { _ in .answer("404 Not Found") }
    try await server.serving {
      let world = try NightWorld(
        "wheel-project",
        edits: [
          (
            "schedules/components.json", "\"index\": \"iree-base-compiler\"",
            "\"index\": \"otherwise-called\""
          )
        ])
      defer { world.remove() }
      let end = try RollerProcess(world: world).run(
        ["validate", "--package", "openxla-compiler", "--target", "linux-x86_64"],
        changes: Self.index("\(server.url)simple/", in: world))
      #expect(end.code != 0)
      #expect(end.log.contains("otherwise-called"), "\(end.log)")
    }
  }

  private static func index(_ url: String, in world: NightWorld) -> [String: String] {
    [
      "PIP_INDEX_URL": url, "PIP_CONFIG_FILE": "/dev/null", "PIP_EXTRA_INDEX_URL": "",
      "PIP_FIND_LINKS": "", "XDG_CACHE_HOME": world.folder.appendingPathComponent("cache").path,
    ]
  }

  /// The end of a check of jaxlib at `version`, with `hash` for Intel machines.
  private func check(
    _ version: String, _ hash: String, index: String, asks: Bool = true
  ) throws -> RollerProcess.End {
    let world = try NightWorld(
      "wheel-proof",
      edits: [
        (
          "version_info.json",
          "\"version\": \"\(Self.before.version)\", \"files\": { \(Self.before.files)",
          "\"version\": \"\(version)\", \"files\": { \"linux-x86_64\": \"sha256:\(hash)\", "
            + "\"linux-aarch64\": \"sha256:\(Self.arm)\""
        )
      ])
    defer { world.remove() }
    // The edit becomes what is staged.
    try world.git(["reset", "--quiet", "--soft", "HEAD~1"])
    return try RollerProcess(world: world).run(
      ["check", "--staged"] + (asks ? ["--ask-upstream"] : []),
      changes: Self.index(index, in: world))
  }
}
