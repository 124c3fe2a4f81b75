import HTTP
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub

@Suite("Checks on a commit", .timeLimit(.minutes(20)))
struct CheckTests {
  private func checks(statuses: [String] = [], runs: String?) async throws -> CheckFacts {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      request.path.hasSuffix("/check-runs")
        ? .reply(runs == nil ? 404 : 200, runs ?? "{}")
        : .reply(200, "[\(statuses.joined(separator: ","))]")
    }
    return try await world.forge(at: server.url).checks(on: Samples.pullRequest.head)
  }

  @Test("the newest status of each context counts, with who set it")
  func statuses() async throws {
    let found = try await checks(
      statuses: [Shapes.status(), Shapes.status(state: "failure")], runs: Shapes.checkRuns([]))
    #expect(found.statuses.map(\.state) == [.success])
    #expect(found.statuses.first?.creator == "roller[bot]")
  }

  @Test("a run is pending until it is completed, and ends with GitHub's word")
  func runs() async throws {
    let found = try await checks(
      runs: Shapes.checkRuns([
        Shapes.checkRun("a", status: "queued", conclusion: nil),
        Shapes.checkRun("b", status: "in_progress", conclusion: nil),
        Shapes.checkRun("c", conclusion: "neutral"), Shapes.checkRun("d", conclusion: nil),
        Shapes.checkRun("e").replacing("\"app\": {", with: "\"app\": null, \"was\": {"),
      ]))
    #expect(
      found.runs.map(\.state) == [
        .pending, .pending, .ended("neutral"), .pending, .ended("success"),
      ])
    #expect(found.runs.first?.app == CheckApp(id: 15_368, slug: "github-actions"))
    #expect(found.runs.last?.app == CheckApp())
  }

  @Test("a forge without check runs has none")
  func none() async throws {
    #expect(try await checks(runs: nil).runs.isEmpty)
  }
}
