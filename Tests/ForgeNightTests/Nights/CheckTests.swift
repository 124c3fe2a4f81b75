import JSON
import RollPlanning
import Rolling
import Testing

@Suite("Nights before a main that demands a check", .timeLimit(.minutes(20)))
struct CheckTests {
  @Test(
    "a check that turns green an hour later lets the roll land the next night, on the same commit")
  func status() async throws {
    try await NightWorld.run { world in
      try await world.forge.demand("check")
      let first = try await world.roll(to: 1)
      #expect(first.exitCode == .tryLater)
      #expect(first.stop?.description == "waits for check \"check\" on #1")
      let commit = try await world.forge.commit("roll/night")
      world.time.pass(seconds: 3_600)
      try await world.forge.call(
        .post, "/statuses/\(commit)", ["state": "success", "context": "check"])
      let second = try await world.roll(to: 1, at: "2026-11-23T04:30:00Z")
      #expect(second.outcome == .landed)
      #expect(try await world.forge.commit("main") == commit)
      #expect(await world.workshop.asked.count == 1)
      try await world.expectWhole(rolls: 1)
    }
  }

  @Test("a check of one app is passed by that app's run only")
  func run() async throws {
    try await NightWorld.run { world in
      try await world.forge.demand("check:github-actions")
      _ = try await world.roll(to: 1)
      let commit = try await world.forge.commit("roll/night")
      world.time.pass(seconds: 3_600)
      try await pass(commit, by: "stranger", world)
      let second = try await world.roll(to: 1, at: "2026-11-23T04:30:00Z")
      #expect(second.exitCode == .tryLater)
      #expect(second.stop?.description.contains("check \"check\"") == true)
      #expect(try await world.facts().history.count == 1)
      try await pass(commit, by: "github-actions", world)
      let third = try await world.roll(to: 1, at: "2026-11-24T04:30:00Z")
      #expect(third.outcome == .landed)
      #expect(try await world.forge.commit("main") == commit)
      try await world.expectWhole(rolls: 1)
    }
  }

  private func pass(_ commit: String, by app: String, _ world: NightWorld) async throws {
    let run: JSONValue = [
      "name": "check", "head_sha": .string(commit), "app": ["slug": .string(app)],
      "conclusion": "success",
    ]
    try await world.forge.call(.post, "/check-runs", run)
  }
}
