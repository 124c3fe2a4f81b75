import Errors
import HTTP
import JSON
import ReleaseModel
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub

@Suite("How pull requests end", .timeLimit(.minutes(20)))
struct EndingTests {
  @Test("who closed one is asked for once, and only of those that were closed unmerged")
  func closers() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      request.path.contains("/issues/")
        ? .reply(200, "{\"closed_by\": {\"login\": \"ada\"}}")
        : .reply(
          200,
          "[\(Shapes.pullRequest(9)),\(Shapes.closed(8)),"
            + "\(Shapes.merged(7, by: String(repeating: "c", count: 40)))]")
    }
    let forge = try world.forge(at: server.url)
    for _ in 0..<2 {
      let found = try await forge.pullRequests(from: Samples.branch, to: Samples.main)
      let at = Timestamp("2026-11-23T03:30:00Z")
      #expect(found.map(\.state) == [.open, .closed, .merged])
      #expect(found.map(\.closing?.by) == [nil, "ada", nil])
      #expect(found.map(\.closing?.at) == [nil, at, at])
      #expect(found.map(\.opened) == Array(repeating: ForgeWorld.now, count: 3))
      #expect(
        found.map(\.mergeCommit) == [nil, nil, Revision(String(repeating: "c", count: 40))])
    }
    let asked = server.requests.map(\.path).filter { $0.contains("/issues/") }
    #expect(asked.count == 1 && asked[0].hasSuffix("/issues/8"))
  }

  @Test("a pull request is closed with its reason in one request")
  func closing() async throws {
    let (error, methods) = try await close(shown: Shapes.pullRequest())
    #expect(error == nil)
    #expect(methods == ["GET", "PATCH"])
  }

  @Test("one that is merged, or that a person closed meanwhile, is left alone")
  func over() async throws {
    for shown in [Shapes.merged(), Shapes.closed()] {
      let (error, methods) = try await close(shown: shown)
      #expect(error == nil)
      #expect(methods == ["GET"])
    }
  }

  private func close(shown: String) async throws -> (error: Failure?, methods: [String]) {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      request.method == "GET" ? .reply(200, shown) : .reply(200, Shapes.closed(body: "why"))
    }
    let forge = try world.forge(at: server.url)
    let error = await failure { () async throws(Failure) in
      try await forge.perform(.closePullRequest(number: 7, over: nil, body: "why"))
    }
    if let sent = server.requests.last(where: { $0.method == "PATCH" }) {
      #expect(try JSONValue(parsing: sent.body) == ["state": "closed", "body": "why"])
    }
    return (error, server.requests.map(\.method))
  }
}
