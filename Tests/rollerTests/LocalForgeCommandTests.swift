import Foundation
import JSON
import RollerWorlds
import Testing

@Suite("The local forge on the command line", .timeLimit(.minutes(20)))
struct LocalForgeCommandTests {
  @Test("commands that read found no forge; status says where one would begin")
  func reading() throws {
    try inWorld { roller in
      let main = try roller.world.git(["rev-parse", "main"]).prefix(10)
      try roller.world.git(["switch", "--quiet", "-c", "topic"])
      try roller.world.git(["commit", "--quiet", "--allow-empty", "-m", "Mine"])
      let end = try roller.run(["status"])
      #expect(end.code == 0, "\(end.log)")
      #expect(end.output.contains("There is no local forge of this checkout yet."))
      #expect(end.output.contains("A new one starts from the branch main, \(main)."))
      #expect(end.output.contains("roller roll or roller forge serve creates it."))
      let data = try JSONValue(parsing: roller.run(["status", "--json"]).output)
      #expect(data["founded"] == false)
      #expect(data["source"]?["reference"] == "refs/heads/main")
      #expect(roller.world.forge == nil)
      #expect(try roller.world.git(["remote"]) == "origin\n")
    }
  }

  @Test("a plan before the first roll works, and leaves nothing behind")
  func planning() throws {
    try inWorld { roller in
      let end = try roller.run(["plan", "python"])
      #expect(end.code == 0, "\(end.log)")
      #expect(end.log.contains("there is no local forge of this checkout yet"))
      #expect(roller.world.forge == nil)
      let state = roller.world.folder.appendingPathComponent("state/openxla-compiler-release")
      let left = try? FileManager.default.contentsOfDirectory(atPath: state.path)
      #expect((left ?? []).isEmpty, "\(left ?? [])")
    }
  }

  @Test("other commands use the server that runs, and name its addresses")
  func served() throws {
    try inWorld { roller in
      let server = try ServedForge(roller.world)
      defer { server.end() }
      try server.publish("v0.1.0.dev20260101001")
      let page = "\(server.page)/releases/tag/v0.1.0.dev20260101001"
      let during = try roller.run(["status", "python"])
      #expect(during.code == 0, "\(during.log)")
      #expect(during.output.contains(page))
      #expect(!during.output.contains("To open these pages"))
      let second = try roller.run(["forge", "serve"])
      #expect(second.code == 5)
      #expect(second.log.contains("process \(server.number) serves it already, at \(server.page)"))
      server.end()
      let after = try roller.run(["status", "python"])
      #expect(!after.output.contains(server.root))
      #expect(after.output.contains("To open these pages: roller forge serve"))
    }
  }

  @Test("a port that somebody else has is told in plain words, and exit code 5")
  func takenPort() throws {
    try inWorld { roller in
      let server = try ServedForge(roller.world)
      defer { server.end() }
      let port = try #require(server.root.split(separator: ":").last)
      try inWorld { other in
        let end = try other.run(["forge", "serve", "--port", "\(port)"])
        #expect(end.code == 5)
        #expect(end.log.contains("port \(port) is taken by another program"))
        #expect(end.log.contains("--port N"))
        #expect(!end.log.contains("errno") && !end.log.contains("Bind"))
      }
    }
  }

  @Test("commits that the forge lacks are told, and the command that is told brings them")
  func lead() throws {
    try inWorld { roller in
      try ServedForge(roller.world).end()
      #expect(try roller.run(["status", "python"]).output.contains("git push") == false)
      try roller.world.git(["commit", "--quiet", "--allow-empty", "-m", "Mine"])
      let end = try roller.run(["status", "python"])
      #expect(end.output.contains("main has 1 commit that the local forge's main lacks"))
      #expect(end.output.contains("hint: git push roller main"))
      let data = try JSONValue(parsing: roller.run(["status", "--json"]).output)
      #expect(data["checkout"]?["ahead"] == 1)
      try roller.world.git(["push", "--quiet", "roller", "main"])
      #expect(try roller.run(["status", "python"]).output.contains("git push") == false)
    }
  }

  @Test("the forge is found again after the checkout was moved, and from its worktrees")
  func moved() throws {
    try inWorld { roller in
      try ServedForge(roller.world).end()
      let elsewhere = roller.world.folder.appendingPathComponent("elsewhere")
      let side = roller.world.folder.appendingPathComponent("side")
      try FileManager.default.moveItem(at: roller.world.checkout, to: elsewhere)
      try roller.world.git(["worktree", "add", "--quiet", side.path], in: elsewhere)
      for place in [elsewhere, side] {
        let world = Place(state: roller.world, checkout: place)
        let data = try JSONValue(parsing: try world.status())
        #expect(data["checkout"]?["founded"] == true, "\(place.path)")
      }
    }
  }

  @Test("locks of the dead are named by status, and removed by whoever serves next")
  func locks() throws {
    try inWorld { roller in
      try ServedForge(roller.world).end()
      let forge = try #require(roller.world.forge)
      let names = ["refs/forge/state.lock", "refs/heads/main.lock", "packed-refs.lock"]
      for name in names {
        let file = forge.appendingPathComponent(name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)], ofItemAtPath: file.path)
      }
      let status = try roller.run(["status", "python"])
      #expect(status.code == 0, "\(status.log)")
      for name in names { #expect(status.output.contains(name)) }
      #expect(status.output.contains("roller roll and roller forge serve remove them"))
      let server = try ServedForge(roller.world)
      try server.publish("v0.1.0.dev20260101001")
      #expect(server.end().contains("removed lock files that a killed program left"))
      try roller.world.git(["commit", "--quiet", "--allow-empty", "-m", "Mine"])
      try roller.world.git(["push", "--quiet", "roller", "main"])
    }
  }

  private func inWorld(_ body: (RollerProcess) throws -> Void) throws {
    let world = try NightWorld("forge")
    defer { world.remove() }
    try body(RollerProcess(world: world))
  }
}

/// A checkout that moved away from its world, whose state stayed.
private struct Place {
  let state: NightWorld
  let checkout: URL

  func status() throws -> String {
    let world = NightWorld(folder: state.folder, checkout: checkout)
    return try RollerProcess(world: world).run(["status", "--json"]).output
  }
}
