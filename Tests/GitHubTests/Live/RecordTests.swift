import Errors
import Git
import ReleaseModel
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub
@testable import ReleaseRepository

@Suite("What the local forge keeps", .timeLimit(.minutes(20)))
struct RecordTests {
  @Test("a red verdict is replaced, a green one stands, and nothing new is not a commit")
  func verdicts() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge().releaseRepository
      #expect(try await forge.evidence().isEmpty)
      try await forge.record([Samples.evidence("x", .red(because: "no"))])
      try await forge.record([Samples.evidence("x")])
      let tip = try live.id(of: evidenceRef)
      try await forge.record([Samples.evidence("x", .red(because: "no"))])
      try await forge.record([])
      #expect(try live.id(of: evidenceRef) == tip)
      #expect(try await forge.evidence() == [Samples.evidence("x")])
      #expect(try await live.forge().releaseRepository.evidence() == [Samples.evidence("x")])
    }
  }

  @Test("a green verdict gives way to a green one of another version, and to nothing else")
  func anotherVersion() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge().releaseRepository
      let first = Samples.evidence("x")
      let next = Samples.evidence("x", version: "0.1.0.dev20261123001")
      try await forge.record([first])
      try await forge.record([
        Samples.evidence("x", .red(because: "no"), version: "0.1.0.dev20261123001")
      ])
      #expect(try await forge.evidence() == [first])
      try await forge.record([next])
      #expect(try await forge.evidence() == [next])
    }
  }

  @Test("a file that is no evidence stops nothing")
  func foreignFile() async throws {
    try await LiveForge.run { live in
      let git = try live.repository.open()
      let blob = try git.write(blob: Array("{}".utf8))
      let tree = try git.tree(updating: nil, with: [.put(try TreePath("ab/note.json"), blob)])
      let commit = try git.write(
        Git.CommitDraft(
          tree: tree, parents: [], signature: roller(at: ForgeWorld.now), message: "x\n"))
      _ = try git.update([.create(try ReferenceName(evidenceRef), at: commit)])
      let forge = try live.forge().releaseRepository
      #expect(try await forge.evidence().isEmpty)
    }
  }

  @Test("of two drafts for one tag one is kept and published")
  func doubleDraft() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      let landing = try await LiveRoll(live, by: forge)
      try await forge.releaseRepository.perform(
        .pushBranch(Samples.branch, from: nil, to: landing.roll.commit))
      try await forge.releaseRepository.perform(.createTag(landing.release.tag))
      for _ in 0..<2 { try await forge.perform(.createDraftRelease(landing.release.release)) }
      #expect(try await forge.releases().count == 2)
      let facts = try await forge.host.facts(for: Samples.branch, on: Samples.main)
      guard case .take(.forge(let step)) = landing.release.nextStep(given: facts),
        case .deleteDraftRelease = step
      else {
        Issue.record("\(landing.release.nextStep(given: facts))")
        return
      }
      // Gone is gone.
      for _ in 0..<2 { try await forge.perform(step) }
      #expect(try await forge.releases().count == 1)
    }
  }

  @Test("a file that is not what was promised does not stay")
  func wrongDigest() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      let landing = try await LiveRoll(live, by: forge)
      try await forge.releaseRepository.perform(
        .pushBranch(Samples.branch, from: nil, to: landing.roll.commit))
      try await forge.releaseRepository.perform(.createTag(landing.release.tag))
      try await forge.perform(.createDraftRelease(landing.release.release))
      let release = try #require(try await forge.releases().first)
      let right = AssetDraft(name: "a.whl", text: "right")
      let wrong = AssetDraft(
        name: right.name, content: .bytes(Array("wrong".utf8)), digest: right.digest,
        size: right.size)
      let error = await failure { () async throws(Failure) in
        try await forge.perform(.uploadAsset(release: release.id, wrong))
      }
      #expect(error?.kind == .unavailable(afterSeconds: nil))
      #expect(try await forge.releases().first?.assets.isEmpty == true)
      try await forge.perform(.uploadAsset(release: release.id, right))
      try await forge.perform(.uploadAsset(release: release.id, right))
      #expect(try await forge.releases().first?.assets.map(\.digest) == [right.digest])
    }
  }

  @Test("a second pull request from the branch is not opened")
  func doublePullRequest() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge()
      let landing = try await LiveRoll(live, by: forge)
      try await forge.releaseRepository.perform(
        .pushBranch(Samples.branch, from: nil, to: landing.roll.commit))
      try await forge.perform(.openPullRequest(landing.roll.pullRequest))
      let error = await failure { () async throws(Failure) in
        try await forge.perform(.openPullRequest(landing.roll.pullRequest))
      }
      #expect(error?.kind == .moved)
      #expect(try await forge.pullRequests(from: Samples.branch, to: Samples.main).count == 1)
    }
  }
}
