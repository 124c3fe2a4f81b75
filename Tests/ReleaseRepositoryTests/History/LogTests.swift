import Digest
import Git
import ReleaseModel
import Testing

@testable import ReleaseRepository

@Suite(.timeLimit(.minutes(20))) struct LogTests {
  @Test("the log holds what moved, why, and what was released of it; nothing else")
  func tells() async throws {
    let world = try ReleaseWorld()
    try world.pin([("iree", 1), ("xla", 1)], "First pins")
    try world.commit("README: a word", ["README.md": "x"])
    let bump = try bumpMessage("iree")
    let rolled = try world.pin([("iree", 2), ("xla", 1)], bump.description)
    try world.tag("v0.1.0.dev20261122001")
    try world.tag("not-a-release")
    try world.pin(
      [("iree", 1), ("xla", 1)], "Revert \"Roll\"\n\nThis reverts commit \(rolled).\n")
    try world.pin([("iree", 1), ("xla", 1), ("jax", 4)], "Pin jax\n", version: "0.2.0")

    let log = try await ReleaseHistory(world.repository).log()

    #expect(log.count == 4)
    #expect(log[0].added == [try name("jax")])
    #expect(log[0].version?.description == "0.2.0")
    #expect(log[0].bumps.isEmpty)
    #expect(log[1].cause == .revert(of: try #require(Revision(rolled.hexadecimal))))
    #expect(log[2].cause == .roll(bump))
    #expect(log[2].bumps.map(\.component) == [try name("iree")])
    #expect(log[2].releases.map(\.description) == ["v0.1.0.dev20261122001"])
    #expect(log[3].subject == "First pins")
    #expect(log[3].added.count == 2)
  }

  @Test("a file that does not read today claims nothing, and hides nothing after it")
  func passesOverUnreadable() async throws {
    let world = try ReleaseWorld()
    try world.pin([("iree", 1)], "First")
    try world.commit("Broken", [VersionInfo.path: "{"])
    try world.pin([("iree", 2)], "Mended")
    try world.pin([("iree", 3)], "Third")
    let log = try await ReleaseHistory(world.repository).log()
    #expect(log.map(\.subject) == ["Third", "Mended", "Broken", "First"])
    #expect(log[2].pins == nil)
    #expect(log[0].bumps.count == 1)
    #expect(log[1].bumps.isEmpty)
  }

  @Test("the log of a revision that is not there says so")
  func noSuchRevision() async throws {
    let world = try ReleaseWorld()
    try world.pin([("iree", 1)], "First")
    await #expect(throws: GitError.self) {
      try await ReleaseHistory(world.repository).log(from: "nothing")
    }
  }

  @Test("each pin is traced to the commit that set it, past commits that moved others")
  func origins() async throws {
    let world = try ReleaseWorld()
    try world.pin([("iree", 1), ("xla", 1)], "First")
    try world.pin([("iree", 2), ("xla", 1)], "Second")
    try world.pin([("iree", 2), ("xla", 2)], "Third")
    let origins = try await ReleaseHistory(world.repository).origins()
    #expect(origins.map(\.entry.subject) == ["Second", "Third"])
    #expect(origins[0].before?.identity.description == "git:\(revision(1))")
    let earlier = try await ReleaseHistory(world.repository).origins(at: "main~1")
    #expect(earlier.map(\.entry.subject) == ["Second", "First"])
    #expect(earlier[1].before == nil)
  }

  @Test("the evidence that was fetched with the clone is found by its pin set")
  func evidence() async throws {
    let world = try ReleaseWorld()
    try world.pin([("iree", 1)], "First")
    let history = ReleaseHistory(world.repository)
    let pins = try await history.versionInfo(at: "main").info.pins
    #expect(try await history.evidence(of: pins.digest).isEmpty)
    let record = try evidenceRecord(of: pins)
    let git = try world.repository.open()
    let tree = try git.tree(
      updating: nil,
      with: [
        .put(
          try TreePath(record.path), try git.write(blob: Array(record.json.text(.compact).utf8)))
      ])
    let commit = try git.write(
      CommitDraft(
        tree: tree, parents: [], signature: Signature(name: "r", email: "r@e", seconds: 1),
        message: "evidence"))
    _ = try git.update([
      .set(try ReferenceName("refs/roller/evidence"), to: commit, expecting: nil)
    ])
    #expect(try await history.evidence(of: pins.digest) == [record])
  }
}

private func bumpMessage(_ component: String) throws -> BumpMessage {
  BumpMessage(
    schedule: try #require(ScheduleName("nightly")), slot: Timestamp(seconds: 1_790_000_000),
    lines: [try #require(BumpMessage.Line(component: try name(component), from: "a", to: "b"))],
    pinSet: SHA256Digest(of: "pins"), validated: [])
}

private func evidenceRecord(of pins: PinSet) throws -> Evidence {
  Evidence(
    subject: Evidence.Subject(
      pinSet: pins.digest, target: try #require(TargetName("linux-x86_64")),
      recipe: SHA256Digest(of: "recipe")),
    pins: pins.identities, verdict: .green, image: "none",
    version: try #require(ReleaseVersion("0.1.0.dev20261122001")), when: Timestamp(seconds: 5),
    milliseconds: 7, checks: [], artifacts: [], log: "")
}
