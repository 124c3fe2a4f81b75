import BlockingPool
import FlyingFox
import Foundation
import Git
import HTTP
import TestKit
import Testing

@Suite(.timeLimit(.minutes(20))) struct HostileRemoteTests {
  @Test(
    "what is not git's protocol is told apart from what cannot be had",
    arguments: [
      (404, "text/plain", "Not Found", GitError.Reason.notFound),
      (401, "text/plain", "who are you", .unauthorized),
      (403, "text/plain", "no", .unauthorized),
      (422, "text/plain", "no", .rejected),
      (200, "text/html", "<!DOCTYPE html>", .malformed),
      (200, advertisement, "<!DOCTYPE html>", .malformed),
      (200, advertisement, "000eversion 2\n000bls-re", .unreachable),
      (200, advertisement, "0003", .malformed),
      (200, advertisement, "0009ERR \u{1B}", .rejected),
      (200, advertisement, "fffe" + String(repeating: "x", count: 70000), .malformed),
    ])
  func tellsApart(
    status: Int, type: String, body: String, reason: GitError.Reason
  ) async throws {
    let hosted = try await Hosted { _ in
      Answer(
        statusCode: HTTPStatusCode(status, phrase: "x"), headers: [.contentType: type],
        body: Data(body.utf8))
    }
    let error = await #expect(throws: GitError.self) {
      try await hosted.remote.references(withPrefixes: ["refs/"])
    }
    #expect(error?.reason == reason, "\(String(describing: error))")
    #expect(error?.description.contains("\u{1B}") == false)
  }

  @Test(
    "a pack that breaks off, or is damaged on its way, leaves nothing", arguments: [40, 700, -1])
  func refusesDamage(place: Int) async throws {
    let world = try SmallWorld()
    let stream = RandomHistory(seed: 11, size: 30).stream
    let upstream = try await world.repository("upstream", importing: stream)
    let inner = try await GitServer(world)
    let url = try inner.url("upstream")
    let hosted = try await Hosted { request in
      guard request.method == .POST, request.path.hasSuffix("git-upload-pack") else { return nil }
      let answer = try await relay(request, to: url)
      var bytes = answer
      if place < 0 {
        bytes[bytes.count / 2] ^= 0x55
      } else {
        bytes.removeLast(place)
      }
      return Answer(statusCode: .ok, body: Data(bytes))
    }
    let main = try #require(try upstream.open().reference(.main)).id
    let error = await #expect(throws: GitError.self) {
      try await hosted.remote.fetch(FetchRequest(wants: [main]), into: hosted.ours)
    }
    let damage: [GitError.Reason?] = [.unreachable, .corrupt, .malformed]
    #expect(damage.contains(error?.reason))
    let folder = hosted.ours.path + "/objects/pack"
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    #expect(try hosted.ours.open().contains(main) == false)
  }

  @Test("a rate limit is a reason to come back, not a wrong token")
  func knowsRateLimits() async throws {
    let hosted = try await Hosted { _ in
      Answer(
        statusCode: HTTPStatusCode(403, phrase: "Forbidden"),
        headers: [HTTPHeader("x-ratelimit-remaining"): "0"])
    }
    let error = await #expect(throws: GitError.self) {
      try await hosted.remote.references(withPrefixes: ["refs/"])
    }
    #expect(error?.reason == .unreachable)
  }

  @Test("the token goes to the remote as git takes it, and stays out of errors")
  func authorizes() async throws {
    let secret = "ghs_0123456789abcdef"
    let expected = "Basic " + Data("x-access-token:\(secret)".utf8).base64EncodedString()
    let hosted = try await Hosted { request in
      request.headers[.authorization] == expected
        ? nil : Answer(statusCode: HTTPStatusCode(401, phrase: "x"))
    }
    let token = Remote(
      hosted.remote.url, http: HTTPClient(pool: .shared),
      authorization: .gitToken(Secret(secret)))
    #expect(try await token.references(withPrefixes: ["refs/heads/"]).map(\.name) == [.main])
    let wrong = Remote(
      hosted.remote.url, http: HTTPClient(pool: .shared),
      authorization: .gitToken(Secret(secret + "x")))
    let error = await #expect(throws: GitError.self) {
      try await wrong.references(withPrefixes: ["refs/heads/"])
    }
    #expect(error?.reason == .unauthorized)
    #expect(error.map { "\($0)".contains(secret) } == false)
  }
}

private let advertisement = "application/x-git-upload-pack-advertisement"

/// The answer of another server to the same request.
private func relay(_ request: Asked, to url: HTTPURL) async throws -> [UInt8] {
  var copy = HTTP.HTTPRequest(.post, try url.appending(path: "git-upload-pack"))
  copy.headers["Content-Type"] = request.headers[.contentType]
  copy.headers["Git-Protocol"] = request.headers[HTTPHeader("Git-Protocol")]
  copy.body = .bytes(Array(try await request.bodyData))
  return try await HTTPClient(pool: .shared).send(copy).body
}
