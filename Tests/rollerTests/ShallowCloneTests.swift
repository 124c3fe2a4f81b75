import Foundation
import JSON
import RollerWorlds
import Testing

@Suite("A shallow or partial clone", .timeLimit(.minutes(20)))
struct ShallowCloneTests {
  @Test("bumps are committed, amended and pushed from a clone of one commit")
  func commits() throws {
    try inClone(["--depth", "1"]) { world throws in
      try world.edit("README.md", "one product", "one good product")
      let amended = try world.git(["commit", "--all", "--amend", "--no-edit"])
      #expect(amended.code == 0, "\(amended.log)")
      #expect(amended.log.contains("git fetch --unshallow"))
      // git makes a commit without parents of it, which nobody wants to push.
      #expect(try world.git(["reset", "--quiet", "--hard", "origin/main"]).code == 0)
      try world.move("iree", to: "c", on: "2099-02-01")
      let bump = try world.git(["commit", "--all"])
      #expect(bump.code == 0, "\(bump.log)")
      #expect(try world.git(["log", "-1", "--format=%s"]).output == "Roll iree (by hand)\n")
      #expect(try world.git(["commit", "--amend", "--no-edit"]).code == 0)
      let push = try world.git(["push", "origin", "HEAD:refs/heads/topic"])
      #expect(push.code == 0, "\(push.log)")
      try world.move("iree", to: "b", on: "2001-01-01")
      let back = try world.git(["commit", "--all", "--message", "Move iree"])
      #expect(back.code != 0 && back.log.contains("Downgrade-Reason"))
    }
  }

  @Test("log, why, blame and when say where the history ends, and claim nothing beyond it")
  func history() throws {
    try inClone(["--depth", "1"]) { world throws in
      let ends = "because this clone is shallow\n  hint: git fetch --unshallow"
      let roller = RollerProcess(world: world.night)
      let log = try roller.run(["log"])
      #expect(log.code == 0 && log.output.contains(ends))
      #expect(!log.output.contains("pinned for the first time"))
      let why = try roller.run(["why", "jax"])
      #expect(why.code == 3 && why.log.contains(ends), "\(why.output)\(why.log)")
      #expect(try roller.run(["blame"]).output.contains("or earlier  jax"))
      let when = try roller.run(["when", "iree-base-compiler", "3.9.0"])
      #expect(when.output.contains("no release of this clone contains it\nhistory ends at"))
      for arguments in [["log"], ["blame"]] {
        let json = try JSONValue(parsing: roller.run(arguments + ["--json"]).output)
        let hint = json.array?.last?["incomplete"]?["hint"]?.string
        #expect(hint == "git fetch --unshallow", "\(arguments)")
      }
      let json = try JSONValue(parsing: roller.run(["why", "jax", "--json"]).output)
      #expect(json["set-by"] == .null && json["incomplete"] != nil)

      try world.move("iree", to: "c", on: "2099-02-01")
      #expect(try world.git(["commit", "--quiet", "--all"]).code == 0)
      let known = try roller.run(["why", "iree"])
      #expect(known.code == 0 && known.output.contains("Roll iree (by hand)"))
      let tree = world.night.folder.appendingPathComponent("tree")
      #expect(try world.git(["worktree", "add", "--quiet", tree.path]).code == 0)
      let there = try roller.run(["log", "--repository", tree.path])
      #expect(there.output.contains(ends), "\(there.output)\(there.log)")
    }
  }

  @Test("check and bisect fail with the remedy, and never as if they were called wrongly")
  func checks() throws {
    try inClone(["--depth", "1"]) { world throws in
      let roller = RollerProcess(world: world.night)
      for arguments in [
        ["check", "--commit", "HEAD"], ["check", "--range", "HEAD~1..HEAD"],
        ["bisect", "--good", "v0.1.0", "--bad", "HEAD", "--", "true"], ["diff"],
      ] {
        let end = try roller.run(arguments)
        #expect(end.code == 3, "\(arguments): \(end.log)")
        #expect((end.output + end.log).contains("git fetch --unshallow"), "\(arguments)")
      }
      try world.move("iree", to: "c", on: "2099-02-01")
      #expect(try world.git(["commit", "--quiet", "--all"]).code == 0)
      let good = try roller.run(["check", "--range", "origin/main..HEAD"])
      #expect(good.code == 0, "\(good.output)")
    }
  }

  @Test("in a partial clone commits go on, and what cannot be read comes with the way to get it")
  func partial() throws {
    try inClone(["--filter=blob:none"]) { world throws in
      try world.edit("README.md", "one product", "one good product")
      let amended = try world.git(["commit", "--all", "--amend", "--no-edit"])
      #expect(amended.code == 0, "\(amended.log)")
      try world.move("iree", to: "c", on: "2099-02-01")
      let bump = try world.git(["commit", "--all"])
      #expect(bump.code == 0, "\(bump.log)")
      let roller = RollerProcess(world: world.night)
      let lacking = try roller.run(["log"])
      #expect(lacking.code == 3)
      #expect(lacking.log.contains("which is partial"), "\(lacking.log)")
      #expect(lacking.log.contains("hint: git fetch --refetch --no-filter"))
      #expect(try world.git(["fetch", "--quiet", "--refetch", "--no-filter"]).code == 0)
      #expect(try roller.run(["log"]).code == 0)
    }
  }

  @Test(
    "a checkout of another user is refused in words, with what to do",
    .enabled(if: geteuid() == 0, "only root can give files away"))
  func foreignOwner() throws {
    let world = try NightWorld("foreign")
    defer { world.remove() }
    for path in [world.checkout.path, world.checkout.path + "/.git"] {
      #expect(chown(path, 4242, 4242) == 0)
    }
    let roller = RollerProcess(world: world)
    for arguments in [
      ["log"], ["why", "iree"], ["blame"], ["diff"], ["check", "--commit", "HEAD"],
    ] {
      let end = try roller.run(arguments)
      #expect(end.code == 4, "\(arguments): \(end.log)")
      #expect(end.log.contains("it belongs to user 4242"), "\(arguments): \(end.log)")
      #expect(end.log.contains("hint: run roller as the owner"), "\(arguments)")
    }
  }

  /// Runs `body` in a world whose checkout was cloned with `options`, after two bumps: of iree, and
  /// then of jax.
  private func inClone(_ options: [String], _ body: (HookWorld) throws -> Void) throws {
    let world = try HookWorld("shallow")
    defer { world.remove() }
    for (name, digit) in [("iree", "d"), ("jax", "e")] as [(String, Character)] {
      try world.move(name, to: digit, on: "2099-01-01")
      #expect(try world.git(["commit", "--quiet", "--all"]).code == 0)
    }
    let checkout = world.night.checkout
    let origin = world.night.folder.appendingPathComponent("whole")
    try FileManager.default.moveItem(at: checkout, to: origin)
    try world.night.git(["config", "uploadpack.allowFilter", "true"], in: origin)
    try world.night.git(
      ["clone", "--quiet"] + options + ["file://\(origin.path)", checkout.path],
      in: world.night.folder)
    let setup = try RollerProcess(world: world.night).run(["setup"], changes: world.variables)
    #expect(setup.code == 0, "\(setup.log)")
    try body(world)
  }
}
