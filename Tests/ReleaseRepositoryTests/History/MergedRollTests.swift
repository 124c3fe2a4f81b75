import Git
import ReleaseModel
import RollPlanning
import TestKit
import Testing

@testable import ReleaseRepository

@Suite("What a merge brought to main", .timeLimit(.minutes(20)))
struct MergedRollTests {
  private let rolled = [("iree", 2), ("xla", 1)]

  /// A roll of iree on a branch of its own, merged by a person.
  private func mergedRoll(_ world: MergingWorld) async throws -> (bump: Revision, merge: Revision) {
    try await world.git("switch", "--quiet", "--create=roll/nightly")
    let bump = try await world.pin(rolled, "\(try world.bump(rolled))", by: "roller")
    try await world.git("switch", "--quiet", "main")
    return (bump, try await world.merge("roll/nightly", by: "Ada"))
  }

  @Test("a roll that the platform merged is named with its schedule, slot and evidence")
  func merged() async throws {
    let world = try await MergingWorld()
    let (bump, merge) = try await mergedRoll(world)
    let log = try await world.history.log()
    #expect(log.map(\.revision).first == merge)
    #expect(log.first?.cause == .roll(try world.bump(rolled)))
    #expect(log.first?.merged.map(\.revision) == [bump])
    let origin = try #require(try await world.history.origins(of: [try name("iree")]).first)
    #expect(origin.entry.cause == .roll(try world.bump(rolled)))
    #expect(origin.entry.setter(of: try name("iree"))?.author == "roller")
  }

  @Test("a roll that was squashed is named, too, though its subject got a number")
  func squashed() async throws {
    let world = try await MergingWorld()
    let bump = try world.bump(rolled)
    try await world.pin(rolled, "\(bump.subject) (#12)\n\n\(bump.body)", by: "Ada")
    let log = try await world.history.log()
    #expect(log.first?.cause == .roll(bump))
    #expect(log.first?.merged == [])
  }

  @Test("a roll whose branch was brought up to date by a click is still found under that merge")
  func updated() async throws {
    let world = try await MergingWorld()
    try await world.git("switch", "--quiet", "--create=roll/nightly")
    let bump = try await world.pin(rolled, "\(try world.bump(rolled))", by: "roller")
    try await world.git("switch", "--quiet", "main")
    try world.folder.write("a word\n", to: "README.md")
    try await world.git("add", "--all")
    try await world.git("commit", "--quiet", "--message=A word")
    try await world.git("switch", "--quiet", "roll/nightly")
    try await world.merge("main", "Merge branch 'main' into roll/nightly", by: "Grace")
    try await world.git("switch", "--quiet", "main")
    try await world.merge("roll/nightly")
    let entry = try #require(try await world.history.log().first)
    #expect(entry.cause == .roll(try world.bump(rolled)))
    #expect(entry.merged.map(\.revision) == [bump])
  }

  @Test("the person who pinned is named beside the one who pressed merge, for each component")
  func people() async throws {
    let world = try await MergingWorld()
    try await world.git("switch", "--quiet", "--create=topic")
    let iree = try await world.pin([("iree", 2), ("xla", 1)], "Pin iree", by: "Grace")
    let xla = try await world.pin([("iree", 2), ("xla", 2)], "Pin xla", by: "Edsger")
    try await world.git("switch", "--quiet", "main")
    let merge = try await world.merge("topic", by: "Ada")
    let origins = try await world.history.origins()
    #expect(origins.map(\.entry.revision) == [merge, merge])
    let setters = origins.map { $0.entry.setter(of: $0.component) }
    #expect(setters.map(\.?.revision) == [iree, xla])
    #expect(setters.map(\.?.author) == ["Grace", "Edsger"])
    #expect(origins.first?.entry.author == "Ada")
    #expect(origins.first?.entry.cause == .person)
  }

  @Test("what only the resolution of a conflict set was set by the merge, and by no branch")
  func resolved() async throws {
    let world = try await MergingWorld()
    try await world.git("switch", "--quiet", "--create=topic")
    try await world.pin([("iree", 2), ("xla", 1)], "Pin iree", by: "Grace")
    try await world.git("switch", "--quiet", "main")
    try await world.git("merge", "--quiet", "--no-ff", "--no-commit", "topic")
    try await world.pin([("iree", 7), ("xla", 1)], "Merge topic", by: "Ada")
    let entry = try #require(try await world.history.log().first)
    #expect(entry.bumps.count == 1)
    #expect(entry.merged == [] && entry.cause == .person)
  }

  @Test("git revert -m 1 of a merged roll is a revert of it, and quarantines what it brought")
  func revertOfMerge() async throws {
    let world = try await MergingWorld()
    let (_, merge) = try await mergedRoll(world)
    try await world.git("revert", "--no-edit", "--mainline", "1", "HEAD", by: "Grace")
    let head = try await world.head()
    #expect(try await world.git("log", "-1", "--format=%B").contains("reversing\nchanges made to"))
    #expect(try await world.history.log().first?.cause == .revert(of: merge))
    let quarantine = Quarantine(history: try await world.mirror.pinHistory(of: head, limit: 9))
    let entry = try #require(quarantine.entries[try name("iree")]?.first)
    #expect(entry.name == revision(2) && entry.commit == head)
    #expect(entry.because.hasPrefix("Revert \""))
    #expect(quarantine.takenBack == [merge])
  }

  @Test("a revert that was merged itself counts with its own reason, whichever commit it names")
  func mergedRevert() async throws {
    let world = try await MergingWorld()
    let (bump, merge) = try await mergedRoll(world)
    let other = [("iree", 3), ("xla", 1)]
    try await world.pin(other, "Roll on by hand", by: "Ada")
    try await world.git("switch", "--quiet", "--create=back")
    try await world.pin(
      [("iree", 4), ("xla", 1)],
      "Revert \"Roll iree\"\n\nThis reverts commit \(bump).\n\nIt is slow.\n", by: "Grace")
    try await world.git("switch", "--quiet", "main")
    let head = try await world.merge("back", "Merge pull request #13 from o/back", by: "Ada")
    #expect(try await world.history.log().first?.cause == .revert(of: bump))
    let quarantine = Quarantine(history: try await world.mirror.pinHistory(of: head, limit: 9))
    #expect(quarantine.entries[try name("iree")]?.map(\.because) == ["It is slow."])
    #expect(quarantine.takenBack == [merge])
  }

  @Test("Unhold in the commit that a merge brought lifts a quarantine")
  func unhold() async throws {
    let world = try await MergingWorld()
    try await world.pin(rolled, "Roll by hand", by: "Ada")
    try await world.git("revert", "--no-edit", "HEAD")
    try await world.git("switch", "--quiet", "--create=lift")
    try await world.git("commit", "--quiet", "--allow-empty", "--message=Mended\n\nUnhold: iree")
    try await world.git("switch", "--quiet", "main")
    let before = try await world.head()
    let head = try await world.merge("lift")
    let mirror = world.mirror
    let held = Quarantine(history: try await mirror.pinHistory(of: before, limit: 9))
    #expect(held.entries[try name("iree")]?.count == 1)
    let lifted = Quarantine(history: try await mirror.pinHistory(of: head, limit: 9))
    #expect(lifted.entries[try name("iree")] == nil)
  }

  @Test("a shallow clone that lacks the merged branch claims nobody for it")
  func shallow() async throws {
    let world = try await MergingWorld()
    try await world.git("commit", "--quiet", "--allow-empty", "--message=A word")
    try await world.git("switch", "--quiet", "--create=topic")
    try await world.pin(rolled, "Pin iree", by: "Grace")
    try await world.git("commit", "--quiet", "--allow-empty", "--message=More", by: "Grace")
    try await world.git("switch", "--quiet", "main")
    try await world.merge("topic")
    let clone = try TemporaryFolder("shallow")
    try await world.git(
      "clone", "--quiet", "--depth=2", "file://\(world.folder.url.path)", clone.path("r"))
    let log = try await ReleaseHistory(Repository(at: clone.path("r"))).releaseLog()
    #expect(log.entries.first?.bumps.count == 1)
    #expect(log.entries.first?.merged == [])
    #expect(log.cut != nil)
  }
}
