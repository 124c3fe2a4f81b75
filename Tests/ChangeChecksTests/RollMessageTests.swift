import ChangeChecks
import Digest
import ReleaseModel
import TestKit
import Testing

@Suite("A roll's commit", .timeLimit(.minutes(20)))
struct RollMessageTests {
  @Test("agrees with its diff, and changes version_info.json alone")
  func roll() throws {
    let (own, moved) = try files()
    let message = try message(of: own, moved, schedule: "python")
    #expect(try mistakes(own, moved, message, paths: [VersionInfo.path]).isEmpty)
    let more = try mistakes(own, moved, message, paths: [VersionInfo.path, "packages/x/build.py"])
    #expect(more.map(\.kind) == [.refused])
    #expect(more.first?.file == "packages/x/build.py")
  }

  @Test("of a schedule that there is not is refused, with the one that was meant")
  func schedule() throws {
    let (own, moved) = try files()
    let found = try mistakes(own, moved, message(of: own, moved, schedule: "pyhton"), paths: nil)
    #expect(found.map(\.hint) == ["did you mean \"python\"?"])
  }

  @Test("that was cherry-picked onto other pins does not agree any more")
  func cherryPicked() throws {
    let (own, moved) = try files()
    let message = try message(of: own, moved, schedule: "python")
    let elsewhere = try moved.editing { $0.replacing(FixtureRelease.jaxlib, with: "0.4.21") }
    let found = try mistakes(own, elsewhere, message, paths: [VersionInfo.path])
    #expect(found.contains { $0.expected.contains("jaxlib: \(FixtureRelease.jaxlib) -> 0.4.21") })
    #expect(found.contains { $0.found.hasPrefix("Pin-Set:") })
  }

  private func files() throws -> (OwnFiles, OwnFiles) {
    let own = try OwnFiles()
    let name = try #require(try own.pins(.git).first)
    let old = try own.pinned(name)
    return (own, try own.editing { $0.replacing(old, with: String(repeating: "d", count: 40)) })
  }

  private func message(of own: OwnFiles, _ moved: OwnFiles, schedule: String) throws -> String {
    BumpMessage(
      schedule: try #require(ScheduleName(schedule)), slot: Timestamp(seconds: 0),
      bumps: try own.info.pins.bumps(to: moved.info.pins), pinSet: try moved.info.pins.digest,
      evidence: []
    ).description
  }

  private func mistakes(
    _ own: OwnFiles, _ moved: OwnFiles, _ message: String, paths: [String]?
  ) throws -> [Mistake] {
    CheckedChange(from: own.tree, to: moved.tree).findings(
      message: ChangeMessage(message), answers: [:], facts: RepositoryFacts(changedPaths: paths)
    ).mistakes
  }
}
