import Foundation
import RollerWorlds
import Testing

@Suite("git with our hooks", .timeLimit(.minutes(20)))
struct HookTests {
  @Test("a bump by hand gets its message, which agrees with it")
  func message() throws {
    try inWorld { (world: HookWorld) throws in
      try world.move("iree", to: "d", on: "2099-01-01")
      #expect(try world.git(["commit", "--all"]).code == 0)
      let message = try world.git(["log", "-1", "--format=%B"]).output
      #expect(message.hasPrefix("Roll iree (by hand)\n\niree: "))
      #expect(message.contains(" -> ") && message.contains("\nPin-Set: sha256:"))
      let amended = try world.git(["commit", "--amend", "--no-edit"])
      #expect(amended.code == 0, "\(amended.log)")
      try world.move("jax", to: "e", on: "2099-01-01")
      let stale = try world.git(["commit", "--all", "--amend", "--no-edit"])
      #expect(stale.code != 0 && stale.log.contains("no line for jax"))
    }
  }

  @Test("a pin goes back only for a reason that the message says")
  func downgrade() throws {
    try inWorld { (world: HookWorld) throws in
      try world.move("iree", to: "d", on: "2001-01-01")
      let silent = try world.git(["commit", "--all", "--message", "Move iree"])
      #expect(silent.code != 0 && silent.log.contains("Downgrade-Reason"))
      let empty = try world.git(["commit", "--all"])
      #expect(empty.code != 0, "the prepared message leaves the reason to its author")
      let reason = "Move iree\n\nDowngrade-Reason: the new one does not build"
      #expect(try world.git(["commit", "--all", "--message", reason]).code == 0)
      let reverted = try world.git(["revert", "--no-edit", "HEAD"])
      #expect(reverted.code == 0, "\(reverted.log)")
    }
  }

  @Test("without a roller a commit goes on and says so; a server refuses")
  func withoutRoller() throws {
    try inWorld { (world: HookWorld) throws in
      try world.move("iree", to: "d", on: "2099-01-01")
      let none = ["ROLLER": "", "PATH": "/usr/bin:/bin"]
      let end = try world.git(["commit", "--all", "--message", "Move"], variables: none)
      #expect(end.code == 0 && end.log.contains("make build"))
      let hook = world.night.checkout.appendingPathComponent("hooks/pre-receive").path
      let server = try world.run("/bin/sh", [hook], variables: none)
      #expect(server.code != 0 && server.log.contains("refused"))
      #expect(
        try world.git(["diff", "HEAD~1", "HEAD"], variables: none).output.contains("+    \"iree\""))
    }
  }

  private func inWorld(_ body: (HookWorld) throws -> Void) throws {
    let world = try HookWorld("hook")
    defer { world.remove() }
    try body(world)
  }
}
