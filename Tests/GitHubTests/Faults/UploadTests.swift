import Errors
import HTTP
import Rolling
import Synchronization
import TestKit
import Testing

@testable import GitHub

@Suite("Files of a release", .timeLimit(.minutes(20)))
struct UploadTests {
  /// Uploads to a forge that shows `there` before, and answers `uploads` in turn.
  private func upload(
    there: [String] = [], isDraft: Bool = true, isImmutable: Bool = false,
    answers: [String] = []
  ) async throws -> (error: Failure?, methods: [String]) {
    let world = try ForgeWorld()
    let next = Mutex(0)
    let server = try WireServer { request in
      guard let origin = try? HTTPOrigin("http://" + (request.headers["Host"] ?? "")) else {
        return .reset
      }
      switch request.method {
      case "GET":
        return .reply(
          200,
          Shapes.release(
            at: origin, isDraft: isDraft, isImmutable: isImmutable, assets: there))
      case "DELETE": return .reply(204)
      default:
        let place = next.withLock { place in
          defer { place += 1 }
          return place
        }
        return .reply(201, answers[min(place, answers.count - 1)])
      }
    }
    let forge = try world.forge(at: server.url)
    let error = await failure { () async throws(Failure) in
      try await forge.perform(.uploadAsset(release: 5, Samples.asset))
    }
    return (error, server.requests.map(\.method))
  }

  private let wrong = Shapes.asset(digest: "\"sha256:\(String(repeating: "0", count: 64))\"")

  @Test("what is there already, byte for byte, is not sent again")
  func alreadyThere() async throws {
    let (error, methods) = try await upload(there: [Shapes.asset()])
    #expect(error == nil)
    #expect(methods == ["GET"])
  }

  @Test("another file of that name, or what a broken upload left, makes the facts be read again")
  func occupied() async throws {
    for there in [wrong, Shapes.asset(state: "starter", digest: "null", size: 0)] {
      let (error, methods) = try await upload(there: [there])
      #expect(error?.kind == .moved)
      #expect(methods == ["GET"])
    }
  }

  @Test("a published release is completed")
  func published() async throws {
    let (error, methods) = try await upload(isDraft: false, answers: [Shapes.asset()])
    #expect(error == nil)
    #expect(methods == ["GET", "POST"])
  }

  @Test("an immutable release gets no file, and its draft does")
  func immutable() async throws {
    let (error, methods) = try await upload(isDraft: false, isImmutable: true)
    #expect(error?.kind == .rejected)
    #expect(error?.found.hasSuffix("is immutable") == true)
    #expect(methods == ["GET"])
    let draft = try await upload(isImmutable: true, answers: [Shapes.asset()])
    #expect(draft.error == nil)
  }

  @Test("a wrong digest is deleted and sent once more")
  func secondTime() async throws {
    let (error, methods) = try await upload(answers: [wrong, Shapes.asset()])
    #expect(error == nil)
    #expect(methods == ["GET", "POST", "DELETE", "POST"])
  }

  @Test("a digest, size or state that stays wrong leaves nothing behind")
  func twiceWrong() async throws {
    let starter = Shapes.asset(state: "starter")
    for answer in [wrong, Shapes.asset(size: 1), starter] {
      let (error, methods) = try await upload(answers: [answer])
      #expect(error?.kind == .unavailable(afterSeconds: nil))
      #expect(methods == ["GET", "POST", "DELETE", "POST", "DELETE"])
    }
  }

  @Test("a forge that renames files or tells no digest is refused, once")
  func unusable() async throws {
    for answer in [Shapes.asset(name: "a.b.whl"), Shapes.asset(digest: "null")] {
      let (error, methods) = try await upload(answers: [answer])
      #expect(error?.kind == .rejected)
      #expect(methods == ["GET", "POST", "DELETE"])
    }
  }

  @Test("404 to a deletion is done when the thing is gone")
  func gone() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      guard let origin = try? HTTPOrigin("http://" + (request.headers["Host"] ?? "")) else {
        return .reset
      }
      let isRelease = request.method == "GET" && request.path.hasSuffix("/releases/5")
      return isRelease
        ? .reply(200, Shapes.release(at: origin, assets: [Shapes.asset()])) : .reply(404, "{}")
    }
    try await world.forge(at: server.url).perform(
      .deleteAsset(release: 5, asset: 31, because: "not ours"))
    #expect(server.requests.map(\.method) == ["GET", "DELETE", "GET"])
  }
}
