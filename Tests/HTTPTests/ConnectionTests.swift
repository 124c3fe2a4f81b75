import Foundation
import HTTP
import TestKit
import Testing

@Suite("Connections are kept, and dead ones do no harm", .timeLimit(.minutes(20)))
struct ConnectionTests {
  @Test("requests to one server share a connection")
  func reuse() async throws {
    let server = try ScriptedServer(.answer("200 OK", "x"))
    try await server.serving { () async throws in
      let client = ClientWorld().client()
      for _ in 0..<5 { _ = try await client.send(HTTPRequest(.get, server.url)) }
    }
    #expect(server.requests.map(\.connection) == [1, 1, 1, 1, 1])
  }

  @Test("a GET on a connection that died meanwhile gets its answer on a new one")
  func deadConnection() async throws {
    let server = try ScriptedServer(
      .answer("200 OK", "1"), .sendAndClose([]), .answer("200 OK", "2"))
    let world = ClientWorld()
    try await server.serving {
      let client = world.client()
      _ = try await client.send(HTTPRequest(.get, server.url))
      #expect(try await client.send(HTTPRequest(.get, server.url)).text == "2")
    }
    #expect(server.requests.map(\.connection) == [1, 1, 2])
    #expect(world.pauses.isEmpty)
  }

  @Test("a POST never rides on an old connection, so libcurl cannot send it twice")
  func postIsFresh() async throws {
    let server = try ScriptedServer(
      .answer("200 OK", "1"), .sendAndClose([]), .answer("200 OK", "2"))
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving { () async throws in
        let client = ClientWorld().client()
        _ = try await client.send(HTTPRequest(.get, server.url))
        _ = try await client.send(HTTPRequest(.post, server.url, body: .text("x")))
      }
    }
    #expect(error?.kind == .truncated)
    #expect(server.requests.map(\.method) == ["GET", "POST"])
    #expect(server.requests.map(\.connection) == [1, 2])
  }

  @Test("many requests at once all get their own answers")
  func atOnce() async throws {
    let server = try ScriptedServer { .answer("200 OK", $0.target) }
    try await server.serving { () async throws in
      let client = ClientWorld().client()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<60 {
          group.addTask {
            let url = try server.url.appending(path: "\(number)")
            #expect(try await client.send(HTTPRequest(.get, url)).text == "/\(number)")
          }
        }
        try await group.waitForAll()
      }
    }
    #expect(server.requests.count == 60)
  }

  @Test("a large body to a server that hangs up is an error, not a dead process")
  func brokenPipe() async throws {
    let server = try ScriptedServer { _ in .reset }
    let request = HTTPRequest(
      .post, server.url, headers: ["Content-Length": "3"],
      body: .bytes([UInt8](repeating: 1, count: 30_000_000)))
    await #expect(throws: HTTPError.self) {
      try await server.serving { try await ClientWorld().client().send(request) }
    }
  }
}
