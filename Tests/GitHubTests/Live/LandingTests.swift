import Errors
import Foundation
import Git
import HTTP
import ReleaseModel
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub
@testable import ReleaseRepository

@Suite("Landing on the local forge", .timeLimit(.minutes(20)))
struct LandingTests {
  @Test("a roll and its release land once, stay, and leave another machine nothing to do")
  func once() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      let landing = try await LiveRoll(live, by: forge)
      #expect(try await landing.drive(forge).count == 11)
      try await expectLanded(landing, live)
      try await expectKept(by: forge)
      let other = try await LiveRoll(live, by: try live.forge())
      #expect(other.roll == landing.roll)
      #expect(try await other.drive(try live.forge()).isEmpty)
      #expect(!ForgeWorld.leaks(live.world.log))
    }
  }

  /// A published release loses neither itself nor a file.
  private func expectKept(by forge: GitHubForge) async throws {
    let release = try #require(try await forge.releases().first)
    let asset = try #require(release.assets.first)
    for step in [
      ForgeStep.deleteDraftRelease(id: release.id, because: "x"),
      .deleteAsset(release: release.id, asset: asset.id, because: "x"),
    ] {
      let error = await failure { () async throws(Failure) in try await forge.perform(step) }
      #expect(error?.kind == .moved, "\(step)")
    }
    #expect(try await forge.releases() == [release])
  }

  @Test("each step done twice is as each done once")
  func twice() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      let landing = try await LiveRoll(live, by: forge)
      try await landing.drive(forge, times: 2)
      try await expectLanded(landing, live)
    }
  }

  @Test("a mirror that is deleted before each step costs time only")
  func deletedMirror() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      let landing = try await LiveRoll(live, by: forge)
      try await landing.drive(forge) { step in
        // Until it is pushed, the commit is nowhere else.
        if case .git(.pushBranch) = step { return }
        try FileManager.default.removeItem(atPath: forge.releaseRepository.mirror.repository.path)
      }
      try await expectLanded(landing, live)
    }
  }

  @Test("a commit that went with its mirror is not pushed, and a later night makes it again")
  func lostCommit() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      let landing = try await LiveRoll(live, by: forge)
      try FileManager.default.removeItem(atPath: forge.releaseRepository.mirror.repository.path)
      let error = await failure { () async throws(Failure) in
        try await forge.releaseRepository.perform(
          .pushBranch(Samples.branch, from: nil, to: landing.roll.commit))
      }
      #expect(error?.kind == .unavailable(afterSeconds: nil))
      #expect(try live.id(of: Samples.branch.ref) == nil)
      #expect(try await forge.releaseRepository.write(landing.draft) == landing.roll.commit)
      try await forge.releaseRepository.perform(
        .pushBranch(Samples.branch, from: nil, to: landing.roll.commit))
      #expect(try live.commit(at: Samples.branch.ref) == landing.roll.commit)
    }
  }

  @Test(
    "every answer to a write is lost, or every write is lost once",
    arguments: LossyProxy.Loss.allCases)
  func lossy(_ loss: LossyProxy.Loss) async throws {
    try await LiveForge.run { live in
      let proxy = try LossyProxy(before: live.url, losing: loss)
      let forge = try live.world.forge(at: proxy.url)
      let landing = try await LiveRoll(live, by: forge)
      try await landing.drive(forge)
      #expect(proxy.losses >= 10)
      try await expectLanded(landing, live)
    }
  }

  private func expectLanded(_ landing: LiveRoll, _ live: LiveForge) async throws {
    let facts = try await live.forge().host.facts(for: Samples.branch, on: nil)
    #expect(facts.main.revision == landing.roll.commit)
    #expect(facts.history.count == 2)
    #expect(facts.slotBranch == nil)
    #expect(facts.pullRequests.map(\.state) == [.merged])
    #expect(facts.pullRequests.first?.head == landing.roll.commit)
    #expect(facts.pullRequests.first?.body == landing.roll.pullRequest.body)
    #expect(facts.pullRequests.first?.pinSet == landing.roll.message.pinSet)
    #expect(facts.pullRequests.first?.opened != nil)
    #expect(Set(facts.statuses.map(\.context)) == Set(landing.roll.statuses.map(\.context)))
    #expect(facts.statuses.allSatisfy { $0.state == .success && $0.creator != nil })
    #expect(
      facts.tags == [
        TagFacts(name: "\(landing.release.tag.tag)", commit: landing.roll.commit)
      ])
    #expect(facts.releases.map(\.isDraft) == [false])
    let shown = facts.releases.first?.assets.sorted { $0.name < $1.name } ?? []
    #expect(shown.map(\.digest) == landing.release.assets.map(\.digest))
    #expect(shown.map(\.size) == landing.release.assets.map(\.size))
  }
}
