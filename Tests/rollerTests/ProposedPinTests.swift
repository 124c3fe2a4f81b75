import Foundation
import RollerWorlds
import TestKit
import Testing

@Suite("How a person's pull request is opened", .timeLimit(.minutes(20)))
struct ProposedPinTests {
  private static let advice = "roller forge serve"

  @Test("the local forge that nobody serves has to be served first")
  func unserved() throws {
    try onMachine { world throws in
      let end = try world.run("exec \"$ROLLER\" pin iree --hold 'waits' --pull-request")
      #expect(end.code == 0, "\(end.log)")
      #expect(end.output.contains("/pull/1") && end.output.contains(Self.advice), "\(end.output)")
    }
  }

  @Test(
    "a forge that is served already, or named by its address, needs nothing more",
    arguments: [false, true])
  func served(isNamed: Bool) throws {
    try onMachine { world throws in
      let forge = try ServedForge(world.release.world)
      defer { forge.end() }
      let end = try world.run(
        "exec \"$ROLLER\" pin iree --hold 'waits' --pull-request"
          + (isNamed ? " --forge \(forge.page)" : ""))
      #expect(end.code == 0, "\(end.log)")
      #expect(end.output.contains("/pull/1"), "\(end.output)")
      #expect(!end.output.contains(Self.advice), "\(end.output)")
    }
  }
}
