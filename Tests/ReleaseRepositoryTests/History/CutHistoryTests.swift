import Foundation
import Git
import ReleaseModel
import Testing

@testable import ReleaseRepository

@Suite("The log of a shallow clone", .timeLimit(.minutes(20)))
struct CutHistoryTests {
  @Test("ends at the boundary, tells what came after it, and claims nothing of what was before")
  func ends() async throws {
    let world = try ReleaseWorld()
    try world.pin([("iree", 1), ("xla", 1)], "First")
    let boundary = try world.pin([("iree", 2), ("xla", 1)], "Second")
    try world.tag("v0.1.0.dev20261122001")
    try world.pin([("iree", 2), ("xla", 2)], "Third")
    try cut(world, at: boundary)

    let log = try await ReleaseHistory(world.repository).releaseLog()

    #expect(log.entries.map(\.subject) == ["Third", "Second"])
    #expect(log.entries[1].bumps.isEmpty && log.entries[1].added.isEmpty)
    #expect(log.entries[1].releases.count == 1)
    #expect(log.cut?.at.description == boundary.hexadecimal)
  }

  @Test("traces the pins that moved since the boundary, and names the others")
  func traces() async throws {
    let world = try ReleaseWorld()
    try world.pin([("iree", 1), ("xla", 1)], "First")
    let boundary = try world.pin([("iree", 2), ("xla", 1)], "Second")
    try world.pin([("iree", 2), ("xla", 2)], "Third")
    try cut(world, at: boundary)
    let history = ReleaseHistory(world.repository)

    let traced = try await history.trace()
    #expect(traced.origins.map(\.component) == [try name("xla")])
    #expect(traced.untraced == [try name("iree")])
    #expect(traced.cut?.at.description == boundary.hexadecimal)
    let known = try await history.trace([try name("xla")])
    #expect(known.cut == nil && known.untraced.isEmpty)
    let old = try await history.trace(at: boundary.hexadecimal)
    #expect(old.origins.isEmpty && old.untraced.count == 2)
  }

  @Test("a whole history has no end but its first commit, even one without pins")
  func whole() async throws {
    let world = try ReleaseWorld()
    try world.commit("README", ["README.md": "x"])
    try world.pin([("iree", 1)], "First")
    let log = try await ReleaseHistory(world.repository).releaseLog()
    #expect(log.cut == nil && log.entries.count == 1)
    #expect(try await ReleaseHistory(world.repository).cut() == nil)
  }

  /// Makes the world's repository what a shallow clone is: commits whose parents count as absent.
  private func cut(_ world: ReleaseWorld, at commit: ObjectID) throws {
    try Data("\(commit.hexadecimal)\n".utf8).write(
      to: world.folder.appendingPathComponent("r.git/shallow"))
  }
}
