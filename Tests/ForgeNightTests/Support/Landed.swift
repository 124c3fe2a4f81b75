import Digest
import Foundation
import ReleaseModel
import RollPlanning
import Rolling
import Testing

extension NightWorld {
  /// The night after finishes the one roll that others landed: tagged, released, its branch gone.
  func expectFinished() async throws {
    let summary = try await roll(to: 1, at: "2026-11-23T04:30:00Z")
    #expect(summary.outcome == .nothingNewer)
    #expect(summary.finished != nil)
    #expect(summary.matters.isEmpty)
    #expect(try await facts().slotBranch == nil)
    try await expectWhole(rolls: 1)
  }

  /// Each landed roll has one commit, one merged pull request, one tag and one complete release, and
  /// versions rise along main.
  func expectWhole(rolls: Int) async throws {
    let facts = try await facts()
    let landed = facts.history.filter { $0.roll != nil }
    #expect(landed.count == rolls)
    #expect(Set(landed.compactMap { $0.roll?.pinSet }).count == rolls)
    #expect(facts.pullRequests.filter { $0.state == .merged }.count == rolls)
    #expect(facts.tags.count == rolls)
    let tagged = landed.map { commit in facts.tags.filter { $0.commit == commit.revision } }
    #expect(tagged.allSatisfy { $0.count == 1 })
    let versions = tagged.compactMap { $0.first.flatMap { ReleaseTag($0.name)?.version } }
    #expect(versions == versions.sorted(by: >))
    #expect(facts.releases.count == rolls)
    #expect(Set(facts.releases.map(\.tag)) == Set(facts.tags.map(\.name)))
    #expect(facts.releases.allSatisfy { !$0.isDraft })
    for release in facts.releases { try await expectComplete(release) }
    _ = try await forge.run("fsck", "--strict")
  }

  /// Every file of the release is there with its digest, the wheel as the workshop made it.
  private func expectComplete(_ release: ReleaseFacts) async throws {
    #expect(release.assets.allSatisfy { $0.isUploaded && $0.digest != nil })
    let wheel = try #require(release.assets.first { $0.name.hasSuffix(".whl") })
    let file = folder.url.appending(path: "artifacts/\(wheel.name)")
    #expect(SHA256Digest(of: Array(try Data(contentsOf: file))) == wheel.digest)
    let names = Set(release.assets.map(\.name))
    #expect(names.isSuperset(of: ["SHA256SUMS", "manifest.json"]))
  }
}
