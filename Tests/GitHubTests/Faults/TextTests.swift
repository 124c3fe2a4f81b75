import Errors
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub

@Suite("Texts and pull requests that are not as we sent them", .timeLimit(.minutes(20)))
struct TextTests {
  @Test("of what a careless forge lists, only the branch of this very repository is ours")
  func filter() async throws {
    let world = try ForgeWorld()
    let stable = try Shapes.pullRequest(5).edited("\"ref\": \"main\"", to: "\"ref\": \"stable\"")
    let server = try WireServer { _ in
      let listed = [
        Shapes.pullRequest(1, head: "roll/other"), Shapes.pullRequest(2, repository: 2),
        Shapes.pullRequest(3, repository: nil), Shapes.pullRequest(4),
        stable,
        Shapes.pullRequest(6),
      ]
      return .reply(200, "[" + listed.joined(separator: ",") + "]")
    }
    let found = try await world.forge(at: server.url).pullRequests(
      from: Samples.branch, to: Samples.main)
    #expect(found.map(\.number) == [6, 4])
    let target = try #require(server.requests.first?.target)
    #expect(target.contains("head=o%3Aroll%2Fnightly"))
    #expect(target.contains("state=all"))
  }

  @Test("a forge that keeps another text is not edited for ever")
  func altered() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { _ in .reply(200, Shapes.pullRequest(body: "body, signed")) }
    let forge = try world.forge(at: server.url)
    let error = await failure { () async throws(Failure) in
      try await forge.perform(.editPullRequest(number: 7, over: nil, Samples.pullRequest))
    }
    #expect(error?.kind == .rejected)
    #expect(error?.found == "the forge stored another body than was sent")
  }

  @Test("a text that the forge would cut or refuse is not sent")
  func tooLong() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { _ in .reply(500) }
    let forge = try world.forge(at: server.url)
    let long = { (count: Int) in String(repeating: "é", count: count) }
    let release = ReleaseDraft(
      tag: Samples.release.tag, commit: Samples.release.commit, title: "n", body: long(125_001))
    let steps: [ForgeStep] = [
      .openPullRequest(pullRequest(title: "t", body: long(65_537))),
      .editPullRequest(number: 7, over: nil, pullRequest(title: long(257), body: "")),
      .setStatus(
        StatusFacts(
          revision: Samples.pullRequest.head, context: "c", state: .success,
          description: long(141))),
      .createDraftRelease(release), .closePullRequest(number: 7, over: nil, body: long(65_537)),
    ]
    for step in steps {
      let error = await failure { () async throws(Failure) in try await forge.perform(step) }
      #expect(error?.kind == .rejected)
      #expect(error?.found.contains("the forge takes") == true)
    }
    #expect(server.requests.isEmpty)
  }

  private func pullRequest(title: String, body: String) -> PullRequestDraft {
    PullRequestDraft(
      branch: Samples.branch, base: Samples.main, head: Samples.pullRequest.head, title: title,
      body: body)
  }
}
