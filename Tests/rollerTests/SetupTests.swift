import Foundation
import RollerWorlds
import TestKit
import Testing

@Suite("roller setup and the merge driver", .timeLimit(.minutes(20)))
struct SetupTests {
  @Test("twice is as good as once, a dry run changes nothing, undo leaves nothing")
  func setup() throws {
    let world = try HookWorld("setup")
    defer { world.remove() }
    let roller = RollerProcess(world: world.night)
    let settings = { () throws -> String in
      try world.git(["config", "--local", "--list"]).output
    }
    let set = try settings()
    #expect(set.contains("core.hookspath=hooks"))
    let again = try roller.run(["setup"], changes: world.variables)
    #expect(again.output == "everything is set up\n")
    #expect(try settings() == set)
    let dry = try roller.run(["setup", "--undo", "--dry-run"], changes: world.variables)
    #expect(dry.output.contains("would unset core.hooksPath"))
    #expect(try settings() == set)
    #expect(try roller.run(["setup", "--undo"], changes: world.variables).code == 0)
    let left = try settings()
    #expect(!["version-info", "hookspath", "roller"].contains { left.contains($0) })
    let nothing = try roller.run(["setup", "--undo"], changes: world.variables)
    #expect(nothing.output == "nothing is set up\n")
    let names = FileManager.default.enumerator(atPath: world.night.folder.path + "/.local")
    #expect(names?.allObjects.contains { "\($0)".hasSuffix("roller") } != true)
  }

  @Test("completions are shell programs that name our commands")
  func completions() throws {
    let world = try HookWorld("completions")
    defer { world.remove() }
    let file = world.night.folder.path + "/.local/share/bash-completion/completions/roller"
    #expect(try world.run("/bin/bash", ["-n", file]).code == 0)
    let asked = "source \(file); complete -p roller"
    #expect(try world.run("/bin/bash", ["-c", asked]).output.contains("roller"))
  }

  @Test("git merge takes both of two neighbouring bumps, which lines alone cannot")
  func neighbours() throws {
    let world = try HookWorld("merge")
    defer { world.remove() }
    try diverge(world) {
      try $0.move("iree", to: "d", on: "2099-01-01")
    } theirs: {
      try $0.move("openxla-pjrt-plugin", to: "e", on: "2099-01-01")
    }
    let merge = try world.git(["merge", "--no-edit", "topic"])
    #expect(merge.code == 0, "\(merge.output)\(merge.log)")
    #expect(try world.pin("iree").revision.hasPrefix("ddd"))
    #expect(try world.pin("openxla-pjrt-plugin").revision.hasPrefix("eee"))
  }

  private func diverge(
    _ world: HookWorld, ours: (HookWorld) throws -> Void, theirs: (HookWorld) throws -> Void
  ) throws {
    #expect(try world.git(["checkout", "--quiet", "-b", "topic"]).code == 0)
    try theirs(world)
    #expect(try world.git(["commit", "--quiet", "--all", "--message", "Theirs"]).code == 0)
    #expect(try world.git(["checkout", "--quiet", "main"]).code == 0)
    try ours(world)
    #expect(try world.git(["commit", "--quiet", "--all", "--message", "Ours"]).code == 0)
  }
}
