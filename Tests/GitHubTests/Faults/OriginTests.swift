import Errors
import Foundation
import HTTP
import Rolling
import TestKit
import Testing

@testable import GitHub

@Suite("The token goes to the forge's own origin only", .timeLimit(.minutes(20)))
struct OriginTests {
  @Test("a next page elsewhere is refused before it is asked")
  func link() async throws {
    let world = try ForgeWorld()
    let elsewhere = try WireServer { _ in .reply(200, "[]") }
    let server = try WireServer { [url = elsewhere.url] _ in
      .reply(200, "[]", fields: ["Link: <\(url)?page=2>; rel=\"next\""])
    }
    let forge = try world.forge(at: server.url)
    let error = await failure { () async throws(Failure) in _ = try await forge.releases() }
    #expect(error?.kind == .rejected)
    #expect(elsewhere.requests.isEmpty)
  }

  @Test(
    "an upload URL elsewhere, in the clear or in this machine is refused before it is asked",
    arguments: ["http://evil.example/u", "https://user@evil.example/", "ftp://evil.example", "x"])
  func uploadURL(_ url: String) async throws {
    try await expectRefused(uploads: url)
    let elsewhere = try WireServer { _ in .reply(201, Shapes.asset()) }
    try await expectRefused(uploads: "\(elsewhere.url)/uploads")
    #expect(elsewhere.requests.isEmpty)
  }

  private func expectRefused(uploads: String) async throws {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      guard let origin = try? HTTPOrigin("http://" + (request.headers["Host"] ?? "")) else {
        return .reset
      }
      return .reply(200, Shapes.release(at: origin, uploads: uploads))
    }
    let forge = try world.forge(at: server.url)
    let error = await failure { () async throws(Failure) in
      try await forge.perform(.uploadAsset(release: 5, Samples.asset))
    }
    #expect(error?.kind == .rejected)
    #expect(server.requests.map(\.method) == ["GET"])
  }

  @Test("each request carries the token in its own field, and neither path nor body holds it")
  func placeOfToken() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { _ in .reply(200, "[]") }
    _ = try await world.forge(at: server.url).releases()
    let request = try #require(server.requests.first)
    #expect(request.headers["Authorization"] == "Bearer \(ForgeWorld.token)")
    #expect(request.headers["X-GitHub-Api-Version"] == "2026-03-10")
    #expect(!request.target.contains("canary"))
  }
}
