import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes
import Testing

@Suite("An upload that broke off", .timeLimit(.minutes(20)))
struct BrokenUploadTests {
  private let tomorrow = Worlds.clock("2026-11-23T15:00:00Z")

  /// A released roll, of whose files `name` is only what a broken upload left.
  private func broken(
    _ name: String, isDraft: Bool = false, isImmutable: Bool = false
  ) async throws -> World {
    let world = World()
    _ = try await world.night().roll()
    await world.forge.change { state in
      let old = state.releases[0]
      state.releases[0] = ReleaseFacts(
        id: old.id, tag: old.tag, isDraft: isDraft, isImmutable: isImmutable, body: old.body,
        assets: old.assets.map { asset in
          guard asset.name == name else { return asset }
          return AssetFacts(id: asset.id, name: name, isUploaded: false, size: 0, digest: nil)
        }, page: old.page)
    }
    return world
  }

  @Test(
    "is deleted and sent again, in a draft and in a release that a person published",
    arguments: [true, false])
  func again(isDraft: Bool) async throws {
    let world = try await broken("SHA256SUMS", isDraft: isDraft)
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.finished != nil)
    let release = try #require(await world.forge.state.releases.first)
    #expect(!release.isDraft && release.assets.count == 4)
    #expect(release.assets.allSatisfy { $0.isUploaded && $0.digest != nil })
  }

  @Test("in a release that takes no files any more is named with its remedy, and stops nothing")
  func immutable() async throws {
    let world = try await broken("SHA256SUMS", isImmutable: true)
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.exitCode == .done)
    let matter = try #require(summary.matters.first)
    #expect(matter.found.contains("3 of 4 files"), "\(matter.found)")
    #expect(!matter.remedy.isEmpty)
    #expect(await world.forge.state.releases[0].assets.count == 4)
  }

  @Test("of a person's file is the person's")
  func others() async throws {
    let world = World()
    _ = try await world.night().roll()
    await world.forge.change { state in
      let left = AssetFacts(
        id: state.identifier(), name: "SHA256SUMS.asc", isUploaded: false, size: 0, digest: nil)
      state.edit(release: state.releases[0].id) { $0 + [left] }
    }
    let summary = try await world.night(clock: tomorrow).roll()
    #expect(summary.matters.isEmpty)
    #expect(await world.forge.state.releases[0].assets.count == 5)
  }
}
