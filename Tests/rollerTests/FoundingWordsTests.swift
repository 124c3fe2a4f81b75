import Foundation
import RollerWorlds
import TestKit
import Testing

@Suite("What is said where no local forge can be founded", .timeLimit(.minutes(20)))
struct FoundingWordsTests {
  @Test(
    "without git the remedy is to install git, whatever the command and whether a forge is there")
  func noGit() throws {
    try onMachine { world throws in
      let programs = world.cache.appendingPathComponent("bin")
      try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
      for isFounded in [false, true] {
        if isFounded { #expect(try world.run("\"$ROLLER\" roll none").code == 3) }
        for command in [
          "status", "roll none", "plan none", "forge serve", "pin iree --hold x --pull-request",
        ] {
          let end = try world.run(
            "exec \"$ROLLER\" \(command)", variables: ["PATH": programs.path])
          #expect(end.code == 5, "\(command): \(end.log)")
          #expect(end.log.contains("there is no git on the PATH"), "\(command): \(end.log)")
          #expect(end.log.contains("hint: install it: apt-get install -y git"))
          #expect(end.output.isEmpty, "\(end.output)")
        }
      }
    }
  }

  @Test("in a shallow clone status does not advise what would be refused")
  func shallow() throws {
    let world = try NightWorld("founding-words")
    defer { world.remove() }
    let thin = world.folder.appendingPathComponent("thin")
    try world.git(
      ["clone", "--quiet", "--depth=1", "file://\(world.checkout.path)", thin.path])
    let inThin = RollerProcess(world: NightWorld(folder: world.folder, checkout: thin))
    let status = try inThin.run(["status"])
    #expect(status.code == 0, "\(status.log)")
    #expect(status.output.contains("is a shallow clone"), "\(status.output)")
    #expect(status.output.contains("hint: git -C \(thin.path) fetch --unshallow"))
    #expect(status.output.contains("fetch-depth: 0"))
    #expect(!status.output.contains("creates it"))
    let plan = try inThin.run(["plan", "nightly"])
    #expect(plan.code == 3 && plan.log.contains("is a shallow clone"), "\(plan.log)")
    #expect(!plan.log.contains("creates a permanent one"))
  }
}
