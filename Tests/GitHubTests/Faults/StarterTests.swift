import Errors
import HTTP
import Rolling
import TestKit
import Testing

@testable import GitHub

/// <https://docs.github.com/en/rest/releases/assets#upload-a-release-asset>: an upload that breaks off
/// may leave an empty asset of the state `starter`, which has to be deleted.
@Suite("What a broken upload left on GitHub", .timeLimit(.minutes(20)))
struct StarterTests {
  /// Deletes asset 31 of a release with the asset `there`.
  private func delete(
    _ there: String, isDraft: Bool = false, isImmutable: Bool = false
  ) async throws -> (error: Failure?, methods: [String]) {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      guard let origin = try? HTTPOrigin("http://" + (request.headers["Host"] ?? "")) else {
        return .reset
      }
      guard request.method == "GET" else { return .reply(204) }
      return .reply(
        200,
        Shapes.release(at: origin, isDraft: isDraft, isImmutable: isImmutable, assets: [there]))
    }
    let forge = try world.forge(at: server.url)
    let error = await failure { () async throws(Failure) in
      try await forge.perform(.deleteAsset(release: 5, asset: 31, because: "a test"))
    }
    return (error, server.requests.map(\.method))
  }

  private let starter = Shapes.asset(state: "starter", digest: "null", size: 0)

  @Test("is deleted from a draft and from a published release", arguments: [true, false])
  func deleted(isDraft: Bool) async throws {
    let (error, methods) = try await delete(starter, isDraft: isDraft)
    #expect(error == nil)
    #expect(methods == ["GET", "DELETE"])
  }

  @Test("stays in an immutable release, as the files of a published one do")
  func kept() async throws {
    for (there, isImmutable) in [(starter, true), (Shapes.asset(), false)] {
      let (error, methods) = try await delete(there, isImmutable: isImmutable)
      #expect(error?.kind == .moved)
      #expect(methods == ["GET"])
    }
  }
}
