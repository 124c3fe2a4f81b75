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
