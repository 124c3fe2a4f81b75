import HTTP
import Synchronization
import TestKit
import Testing

@Suite("A streamed body is given piece by piece", .timeLimit(.minutes(20)))
struct StreamTests {
  private struct Enough: Error {}

  @Test("all of it, in order, and the response keeps none")
  func inOrder() async throws {
    let body = String(repeating: "abcdefgh", count: 50_000)
    let server = try ScriptedServer(.answer("200 OK", body))
    let got = Mutex<[UInt8]>([])
    let response = try await server.serving {
      try await ClientWorld().client().stream(HTTPRequest(.post, server.url)) { bytes in
        got.withLock { $0 += bytes }
      }
    }
    #expect(response.body.isEmpty)
    #expect(got.withLock { String(decoding: $0, as: UTF8.self) } == body)
  }

  @Test("an answer that is no success is not given, and is in the response")
  func notFound() async throws {
    let server = try ScriptedServer(.answer("404 No", "gone"))
    let response = try await server.serving {
      try await ClientWorld().client().stream(HTTPRequest(.get, server.url)) { _ in
        Issue.record("a piece of a 404")
      }
    }
    #expect(response.text == "gone")
  }

  @Test("what the receiver throws ends the transfer and comes back")
  func receiverThrows() async throws {
    let server = try ScriptedServer(
      .endless(head: "HTTP/1.1 200 OK\r\n\r\n", piece: [UInt8](repeating: 0, count: 10_000)))
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        try await ClientWorld().client().stream(HTTPRequest(.get, server.url)) { _ in
          throw Enough()
        }
      }
    }
    #expect(error?.kind == .receiver)
    #expect(error?.underlying is Enough)
    #expect(server.requests.count == 1)
  }

  @Test("once a piece was given, the request is not sent again")
  func noRepeat() async throws {
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"
    let server = try ScriptedServer(.sendAndClose(Array(cut.utf8)))
    let got = Mutex<[UInt8]>([])
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        try await ClientWorld().client().stream(HTTPRequest(.get, server.url)) { bytes in
          got.withLock { $0 += bytes }
        }
      }
    }
    #expect(error?.kind == .truncated)
    #expect(got.withLock { String(decoding: $0, as: UTF8.self) } == "ab")
    #expect(server.requests.count == 1)
  }
}
