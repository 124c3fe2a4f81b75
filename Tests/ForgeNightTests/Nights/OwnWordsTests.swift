import JSON
import ReleaseModel
import RollPlanning
import Rolling
import Testing

@Suite("Nights after somebody landed a roll in words of their own", .timeLimit(.minutes(20)))
struct OwnWordsTests {
  private let byHand = NightFiles.Landing(merge: "by-hand")

  private func expectReleased(_ world: NightWorld, validations: Int = 1) async throws {
    let landed = try await world.forge.commit("main")
    try await world.expectFinished()
    #expect(try await world.facts().tags.map { "\($0.commit)" } == [landed])
    #expect(await world.workshop.asked.count == validations)
  }

  @Test(
    "a squash whose text a person edited is found by its pins, tagged and released",
    arguments: ["Newest things", "Newest things (#1)", "Merge pull request #1 from o/roll/night"])
  func edited(title: String) async throws {
    try await NightWorld.run(byHand) { world in
      _ = try await world.roll(to: 1)
      world.time.go(to: "2026-11-22T10:00:00Z")
      try await world.commitToMain("unrelated\n")
      try await world.forge.call(
        .put, "/pulls/1/merge",
        [
          "merge_method": "squash", "commit_title": .string(title),
          "commit_message": "I looked at it.",
        ])
      try await expectReleased(world)
    }
  }

  @Test("a squash of a roll and a person's fixes on top says all of it, and is released")
  func severalCommits() async throws {
    try await NightWorld.run(byHand) { world in
      _ = try await world.roll(to: 1)
      world.time.go(to: "2026-11-22T10:00:00Z")
      try await world.act(.pushOnTop, on: "roll/night")
      try await world.forge.call(.put, "/pulls/1/merge", ["merge_method": "squash"])
      let message = try await world.forge.run("log", "-1", "--format=%B", "main")
      #expect(message.hasPrefix("Roll compiler and runtime (night) (#1)\n\n* Roll compiler"))
      #expect(message.contains("\n\n* Fix it"))
      #expect(try await world.forge.run("show", "main:FIX.md") == "fixed")
      try await expectReleased(world)
    }
  }

  @Test("adopted work of several commits that the platform merges is released the next night")
  func adopted() async throws {
    let landing = NightFiles.Landing(method: "platform")
    try await NightWorld.run(landing) { world in
      try await world.forge.demand("check")
      _ = try await world.roll(to: 1)
      world.time.go(to: "2026-11-22T10:00:00Z")
      try await world.act(.pushOnTop, on: "roll/night")
      try await world.forge.run("config", "--unset-all", "roller.required-check")
      let adoption = Adoption(
        host: try world.forge.client().host, clock: world.time.clock)
      _ = try await adoption.record(
        NightFiles.schedule, who: "ada", why: try #require(Reason("it is right")))
      let night = try await world.roll(to: 1, at: "2026-11-22T12:00:00Z")
      #expect(night.outcome == .landed)
      try await expectReleased(world)
    }
  }
}
