import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("What a roll brings", .timeLimit(.minutes(20)))
struct DifferenceTests {
  private func upstream(_ subject: String?) -> FixedUpstream {
    FixedUpstream(
      [
        Worlds.survey(Worlds.compiler, minors: [9, 10]), Worlds.survey(Worlds.runtime, minors: [9]),
      ],
      subject: subject)
  }

  private func night(_ subject: String?) async throws -> (NightSummary, ForgeWorld) {
    let world = World { _, _ in .green }
    let summary = try await world.night(upstream(subject)).roll()
    return (summary, await world.forge.state)
  }

  @Test("stands in the pull request, the tag and the release alike")
  func everywhere() async throws {
    let (summary, state) = try await night("[CUDA] Teach the compiler a trick")
    #expect(summary.outcome == .landed)
    let texts = [
      state.pullRequests.first?.body, state.tags.values.first?.message, state.releases.first?.body,
    ]
    for text in texts {
      #expect(text?.contains("[CUDA] Teach the compiler a trick") == true, "\(text ?? "nothing")")
    }
    #expect(summary.differences.map(\.component) == [Worlds.compiler])
  }

  @Test("that nobody knows holds nothing up")
  func unknown() async throws {
    let (summary, state) = try await night(nil)
    #expect(summary.outcome == .landed)
    #expect(state.pullRequests.first?.body.contains("nobody was asked") == true)
  }

  @Test("changes no commit: the same pins are the same roll whatever upstreams say of them")
  func identity() async throws {
    let (one, _) = try await night("a")
    let (other, _) = try await night("b")
    #expect(one.roll?.commit == other.roll?.commit)
  }

  @Test("what upstream wrote cannot end the pull request's parts or mention anybody")
  func hostile() async throws {
    let (_, state) = try await night("</details> @everyone Fixes #1 \u{1B}[31m\u{202E}")
    let body = try #require(state.pullRequests.first?.body)
    #expect(!body.contains("\u{1B}") && !body.contains("\u{202E}"))
    let message = try #require(state.tags.values.first?.message)
    #expect(!message.contains("\u{1B}") && !message.contains("\u{202E}"))
    let outside = body.split(separator: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }
    #expect(!outside.contains { $0.element.contains("@everyone") })
  }
}
