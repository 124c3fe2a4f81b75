import Foundation
import HTTP
import TestKit
import Testing

@Suite("A request brings its answer", .timeLimit(.minutes(20)))
struct PlainExchangeTests {
  @Test("status, fields and body arrive")
  func plain() async throws {
    let server = try ScriptedServer(
      .answer("200 Fine", "hello", fields: ["X-One: a", "x-one: b", "ETag: \"1\""]))
    let response = try await server.serving {
      try await ClientWorld().client().send(HTTPRequest(.get, server.url))
    }
    #expect(response.status == 200)
    #expect(response.text == "hello")
    #expect(response.headers["etag"] == "\"1\"")
    #expect(response.headers.values(of: "X-One") == ["a", "b"])
    #expect(response.finalURL == server.url)
    #expect(server.requests.map(\.method) == ["GET"])
    #expect(server.requests[0].headers["User-Agent"] == "openxla-compiler-release")
  }

  @Test("every method arrives with its body and nothing added", arguments: HTTPMethod.allCases)
  func methods(method: HTTPMethod) async throws {
    let server = try ScriptedServer(.answer("200 OK", ""))
    var request = HTTPRequest(method, server.url, headers: ["Content-Type": "application/json"])
    if method != .head { request.body = .text("{\"a\":1}") }
    try await server.serving { _ = try await ClientWorld().client().send(request) }
    let received = try #require(server.requests.first)
    #expect(received.method == method.rawValue)
    #expect(String(decoding: received.body, as: UTF8.self) == (method == .head ? "" : "{\"a\":1}"))
    #expect(received.headers.values(of: "Content-Type") == ["application/json"])
    #expect(received.headers["Expect"] == nil)
  }

  @Test("a body is not called a form", arguments: [HTTPMethod.post, .patch, .put])
  func noForm(method: HTTPMethod) async throws {
    let server = try ScriptedServer(.answer())
    try await server.serving {
      _ = try await ClientWorld().client().send(HTTPRequest(method, server.url))
    }
    #expect(server.requests.first?.headers["Content-Type"] == nil)
    #expect(server.requests.first?.headers["Content-Length"] == "0")
  }
}
