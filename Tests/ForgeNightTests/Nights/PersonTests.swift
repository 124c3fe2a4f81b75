import RollPlanning
import Rolling
import Testing

@Suite("Nights with people about", .timeLimit(.minutes(20)))
struct PersonTests {
  private let byHand = NightFiles.Landing(merge: "by-hand")

  @Test(
    "a closed pull request is a no the same day, the next day and on a moved main, until it is reopened"
  )
  func closed() async throws {
    try await NightWorld.run(byHand) { world in
      #expect(try await world.roll(to: 1).outcome == .waitsForPerson(number: 1))
      world.time.pass(seconds: 3_600)
      try await world.forge.call(.patch, "/pulls/1", ["state": "closed"])
      try await expectRefused(world, at: "2026-11-22T08:00:00Z")
      try await expectRefused(world, at: "2026-11-23T04:30:00Z")
      try await world.commitToMain("unrelated\n")
      try await expectRefused(world, at: "2026-11-24T04:30:00Z")
      #expect(try await world.facts().pullRequests.count == 1)
      try await world.forge.call(.patch, "/pulls/1", ["state": "open"])
      let reopened = try await world.roll(to: 1, at: "2026-11-25T04:30:00Z")
      #expect(reopened.outcome == .waitsForPerson(number: 1))
      #expect(await world.workshop.asked.count == 1)
    }
  }

  private func expectRefused(_ world: NightWorld, at moment: String) async throws {
    let summary = try await world.roll(to: 1, at: moment)
    #expect(summary.exitCode == .refused)
    #expect(
      summary.stop?.description
        == "pull request #1 of exactly these pins was closed by o on 2026-11-22; roller does not reopen it"
    )
  }

  @Test(
    "whatever a person did to the branch of a roll is never overwritten and never landed",
    arguments: NightWorld.Deed.allCases)
  func work(deed: NightWorld.Deed) async throws {
    try await NightWorld.run { world in
      try await world.forge.demand("check")
      _ = try await world.roll(to: 1)
      world.time.go(to: "2026-11-22T10:00:00Z")
      try await world.act(deed, on: "roll/night")
      try await world.forge.run("config", "--unset-all", "roller.required-check")
      let before = try await world.forge.refs()
      for moment in ["2026-11-22T12:00:00Z", "2026-11-23T04:30:00Z"] {
        // What is newer changes nothing either.
        for minor in [1, 2] {
          let summary = try await world.roll(to: minor, at: moment)
          #expect(summary.exitCode == .refused)
          #expect(summary.stop?.description.contains("roll/night contains") == true)
          #expect(summary.stop?.remedy.contains("roller adopt") == true)
          #expect(try await world.forge.refs() == before)
        }
      }
    }
  }

  @Test("\"Update branch\" by a click is harmless: the roll keeps it while it waits, and lands")
  func updateBranch() async throws {
    try await NightWorld.run { world in
      try await world.forge.demand("check")
      _ = try await world.roll(to: 1)
      world.time.go(to: "2026-11-22T10:00:00Z")
      try await world.forge.run("config", "--unset-all", "roller.required-check")
      try await world.commitToMain("unrelated\n")
      try await world.forge.demand("check")
      try await world.updateBranch("roll/night")
      let updated = try await world.forge.commit("roll/night")
      let waiting = try await world.roll(to: 1, at: "2026-11-23T04:30:00Z")
      #expect(waiting.exitCode == .tryLater)
      #expect(try await world.forge.commit("roll/night") == updated)
      try await world.forge.run("config", "--unset-all", "roller.required-check")
      #expect(try await world.roll(to: 1, at: "2026-11-24T04:30:00Z").outcome == .landed)
      #expect(try await world.forge.run("show", "main:NOTES.md") == "unrelated")
      try await world.expectWhole(rolls: 1)
    }
  }

  @Test(
    "a roll that a person merges on the forge is found, tagged and released by the next night",
    arguments: ["merge", "squash", "rebase"])
  func merged(method: String) async throws {
    try await NightWorld.run(byHand) { world in
      _ = try await world.roll(to: 1)
      world.time.go(to: "2026-11-22T10:00:00Z")
      if method != "rebase" { try await world.commitToMain("unrelated\n") }
      try await world.forge.call(.put, "/pulls/1/merge", ["merge_method": .string(method)])
      try await world.expectFinished()
    }
  }

  @Test("a schedule that lands by the platform has it merged, tagged and released")
  func platform() async throws {
    try await NightWorld.run(NightFiles.Landing(method: "platform")) { world in
      #expect(try await world.roll(to: 1).outcome == .landed)
      #expect(try await world.facts().main.parents.count == 2)
      try await world.expectWhole(rolls: 1)
      #expect(try await world.roll(to: 1, at: "2026-11-23T04:30:00Z").outcome == .nothingNewer)
      try await world.expectWhole(rolls: 1)
    }
  }
}
