import Foundation
import RollerWorlds
import Testing

@Suite("Pushes, on both ends", .timeLimit(.minutes(20)))
struct PushHookTests {
  @Test("a good push passes, a forced one of main and a moved tag do not", arguments: Side.allCases)
  func push(side: Side) throws {
    try inWorld(side) { (world: HookWorld) throws in
      try world.move("iree", to: "d", on: "2099-01-01")
      #expect(try world.git(["commit", "--quiet", "--all", "--message", "Move"]).code == 0)
      let good = try world.git(["push", "server", "main"])
      #expect(good.code == 0, "\(good.log)")
      #expect(
        try world.git(["tag", "--annotate", "--message", "x", "v0.1.0.dev20261122001"]).code == 0)
      #expect(try world.git(["push", "server", "v0.1.0.dev20261122001"]).code == 0)
      #expect(try world.git(["reset", "--quiet", "--hard", "HEAD~1"]).code == 0)
      try world.edit("README.md", "one product", "one good product")
      #expect(try world.git(["commit", "--quiet", "--all", "--message", "Other"]).code == 0)
      let forced = try world.git(["push", "--force", "server", "main"])
      #expect(forced.code != 0 && forced.log.contains("forced push"), "\(forced.log)")
      let tag = ["tag", "--force", "--annotate", "--message", "y", "v0.1.0.dev20261122001"]
      #expect(try world.git(tag).code == 0)
      let moved = try world.git(["push", "--force", "server", "v0.1.0.dev20261122001"])
      #expect(moved.code != 0 && moved.log.contains("stays where it is"), "\(moved.log)")
      let deleted = try world.git(["push", "server", ":main"])
      #expect(deleted.code != 0 && deleted.log.contains("only grows"), "\(deleted.log)")
    }
  }

  @Test(
    "--no-verify gains nothing: a push brings what no hook saw, and it is seen",
    arguments: Side.allCases)
  func noVerify(side: Side) throws {
    try inWorld(side) { (world: HookWorld) throws in
      let pin = try world.pin("iree")
      try world.edit("version_info.json", pin.revision, "main")
      let skip = ["commit", "--quiet", "--no-verify", "--all", "--message", "Bad"]
      #expect(try world.git(skip).code == 0)
      try world.edit("version_info.json", "\"main\"", "\"\(pin.revision)\"")
      #expect(try world.git(["commit", "--quiet", "--all", "--message", "Good again"]).code == 0)
      let end = try world.git(["push", "server", "main:topic"])
      #expect(end.code != 0 && end.log.contains("/pins/iree/revision"), "\(end.log)")
      let check = try RollerProcess(world: world.night).run(["check", "--range", "HEAD~2..HEAD"])
      #expect(check.code == 4 && check.output.contains("/pins/iree/revision"))
    }
  }

  @Test("a tag must say what version_info.json says", arguments: Side.allCases)
  func tags(side: Side) throws {
    try inWorld(side) { (world: HookWorld) throws in
      #expect(try world.git(["push", "server", "main"]).code == 0)
      for (name, annotated, says) in [
        ("v9.9.9", true, "package-version"), ("v0.1.0", false, "annotated"),
        ("v0.1", true, "MAJOR.MINOR.PATCH"),
      ] {
        let message = annotated ? ["--annotate", "--message", "x"] : []
        #expect(try world.git(["tag"] + message + [name]).code == 0)
        let end = try world.git(["push", "server", name])
        #expect(end.code != 0 && end.log.contains(says), "\(name): \(end.log)")
      }
    }
  }

  /// Which end has the hooks.
  enum Side: CaseIterable { case pusher, server }

  private func inWorld(_ side: Side, _ body: (HookWorld) throws -> Void) throws {
    let world = try HookWorld("push")
    defer { world.remove() }
    let server = world.night.folder.appendingPathComponent("server.git")
    _ = try world.git(["init", "--quiet", "--bare", "--initial-branch=main", server.path])
    _ = try world.git(["remote", "add", "server", server.path])
    _ = try world.git(["push", "--quiet", "--no-verify", "server", "main"])
    if side == .server {
      _ = try world.git(["config", "core.hooksPath", "/nonexistent"])
      for name in ["pre-receive", "roller"] {
        let from = world.night.checkout.appendingPathComponent("hooks/\(name)")
        let to = server.appendingPathComponent("hooks/\(name)")
        try FileManager.default.copyItem(at: from, to: to)
      }
    }
    try body(world)
  }
}
