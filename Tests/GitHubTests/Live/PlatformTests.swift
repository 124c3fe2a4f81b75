import Errors
import Foundation
import ReleaseModel
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub
@testable import ReleaseRepository

@Suite("Rules and merges on the local forge", .timeLimit(.minutes(20)))
struct PlatformTests {
  @Test("a roll that the platform merges lands by a merge of exactly its commit")
  func merged() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      let landing = try await LiveRoll(live, by: forge, method: .platform)
      let steps = try await landing.drive(forge)
      #expect(
        steps.contains { step in
          if case .forge(.mergePullRequest) = step { true } else { false }
        })
      let facts = try await live.forge().host.facts(for: Samples.branch, on: nil)
      #expect(facts.main.parents == [live.base, landing.roll.commit])
      #expect(facts.main.roll == landing.roll.message)
      #expect(facts.slotBranch == nil)
    }
  }

  @Test("what the branch demands is read, and a push or merge without it is refused in its words")
  func required() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      try demand("ci", of: live)
      let checks = try await forge.rules(of: Samples.main).checks
      #expect(checks == [RequiredCheck(name: "ci")])
      let landing = try await LiveRoll(live, by: forge)
      let commit = landing.roll.commit
      let host = forge.host
      try await host.perform(.git(.pushBranch(Samples.branch, from: nil, to: commit)))
      try await host.perform(.forge(.openPullRequest(landing.roll.pullRequest)))
      let refusals = [
        LandingStep.git(.fastForward(Samples.main, from: live.base, to: commit)),
        .forge(
          .mergePullRequest(
            MergeRequest(number: 1, head: commit, title: "t", message: "m", isQueued: false))),
      ]
      for step in refusals {
        let error = await failure { () async throws(Failure) in try await host.perform(step) }
        #expect(error?.kind == .rejected)
        #expect(error.flatMap { BranchRefusal($0.found) }?.checks == ["ci"])
      }
      let green = StatusFacts(
        revision: commit, context: "ci", state: .success, description: "fine")
      try await host.perform(.forge(.setStatus(green)))
      try await host.perform(refusals[0])
      #expect(try live.commit(at: "refs/heads/main") == commit)
    }
  }

  @Test("a pull request that somebody closed says who and when, and its pins are still known")
  func closed() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      let landing = try await LiveRoll(live, by: forge)
      let host = forge.host
      try await host.perform(
        .git(.pushBranch(Samples.branch, from: nil, to: landing.roll.commit)))
      try await host.perform(.forge(.openPullRequest(landing.roll.pullRequest)))
      for _ in 0..<2 {
        try await host.perform(
          .forge(.closePullRequest(number: 1, over: nil, body: "no longer wanted")))
      }
      try await host.perform(.git(.deleteBranch(Samples.branch, at: landing.roll.commit)))
      let facts = try await live.forge().host.facts(for: Samples.branch, on: nil)
      let pull = try #require(facts.pullRequests.first)
      #expect(pull.state == .closed)
      #expect(pull.body == "no longer wanted")
      #expect(pull.closing?.by != nil && pull.closing?.at != nil)
      #expect(pull.pinSet == landing.roll.message.pinSet)
    }
  }

  private func demand(_ check: String, of live: LiveForge) throws {
    let file = URL(fileURLWithPath: live.repository.path + "/config")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data((text + "[roller]\n\trequired-check = \(check)\n").utf8).write(to: file)
  }
}
