import Foundation
import HTTP
import TestKit
import Testing

@Suite("A request that must not leave does not leave", .timeLimit(.minutes(20)))
struct RequestPolicyTests {
  @Test(
    "cleartext is refused beyond this machine", arguments: ["forge.example", "10.0.0.1", "[::2]"])
  func cleartext(host: String) async throws {
    let url = try HTTPURL("http://\(host)/")
    let error = await #expect(throws: HTTPError.self) {
      try await ClientWorld().client().send(HTTPRequest(.get, url))
    }
    #expect(error?.kind == .refused)
    #expect(error?.mayHaveReachedServer == false)
    #expect(error?.hint.contains("https") == true)
  }

  @Test(
    "a field that would start another one is refused by name",
    arguments: [
      ("X-A", "b\r\nX-B: c"), ("X-A", "b\nc"), ("X-A", "\0"), ("X A", "b"), ("X:A", "b"), ("", "b"),
      ("X-Ä", "b"),
    ])
  func injection(name: String, value: String) async throws {
    let server = try ScriptedServer(.answer())
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        try await ClientWorld().client().send(
          HTTPRequest(.get, server.url, headers: HTTPHeaders([.init(name: name, value: value)])))
      }
    }
    #expect(error?.kind == .refused)
    #expect(server.requests.isEmpty)
  }

  @Test("a token with a line break is refused, and not shown")
  func brokenToken() async throws {
    let server = try ScriptedServer(.answer())
    var request = HTTPRequest(.get, server.url)
    request.authorization = .bearer(Secret("canary-canary\n"))
    let asked = request
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving { try await ClientWorld().client().send(asked) }
    }
    #expect(error?.kind == .refused)
    #expect(error?.description.contains("canary") == false)
    #expect(server.requests.isEmpty)
  }

  @Test("authorization is sent in the form that was asked for")
  func authorization() async throws {
    let forms: [(HTTPAuthorization, String)] = [
      (.bearer(Secret("abc")), "Bearer abc"),
      (.basic(user: "u", password: Secret("p")), "Basic dTpw"),
      (.gitToken(Secret("abc")), "Basic eC1hY2Nlc3MtdG9rZW46YWJj"),
    ]
    for (authorization, expected) in forms {
      let server = try ScriptedServer(.answer())
      var request = HTTPRequest(.get, server.url)
      request.authorization = authorization
      let asked = request
      try await server.serving { _ = try await ClientWorld().client().send(asked) }
      #expect(server.requests[0].headers.values(of: "Authorization") == [expected])
    }
  }

  @Test("an empty field is sent empty")
  func emptyField() async throws {
    let server = try ScriptedServer(.answer())
    try await server.serving {
      _ = try await ClientWorld().client().send(
        HTTPRequest(.get, server.url, headers: ["X-Empty": ""]))
    }
    #expect(server.requests[0].headers["X-Empty"] == "")
  }
}
