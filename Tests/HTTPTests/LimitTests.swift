import Foundation
import HTTP
import TestKit
import Testing

@Suite("Limits hold", .timeLimit(.minutes(20)))
struct LimitTests {
  private func failure(
    of server: ScriptedServer, _ change: (inout HTTPRequest) -> Void = { _ in }
  ) async -> HTTPError? {
    var request = HTTPRequest(.get, server.url)
    request.retry = .never
    change(&request)
    let asked = request
    return await #expect(throws: HTTPError.self) {
      try await server.serving { try await ClientWorld().client().send(asked) }
    }
  }

  /// How a request ends at its deadline, when the machine had come as far as `phase` by then.
  private func failure(
    at phase: HTTPError.Phase, of replies: ScriptedServer.Reply...
  ) async throws -> HTTPError? {
    try await triedLonger { limit in
      let error = await failure(of: try ScriptedServer(replies)) { $0.limits.deadline = limit }
      return (error, error?.kind == .timeout(phase))
    }
  }

  @Test("a server that never answers ends at the deadline")
  func waiting() async throws {
    let error = try await failure(at: .waiting, of: .sendAndStall(""))
    #expect(error?.kind == .timeout(.waiting))
    #expect(error?.mayHaveReachedServer == true)
  }

  @Test("an answer that never ends ends at the deadline")
  func receiving() async throws {
    let error = try await failure(
      at: .receiving, of: .sendAndStall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"))
    #expect(error?.kind == .timeout(.receiving))
  }

  @Test("a stalled answer ends at the idle limit")
  func stalled() async throws {
    let server = try ScriptedServer(.sendAndStall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"))
    let error = await failure(of: server) { $0.limits.idle = .seconds(1) }
    #expect(error?.kind == .timeout(.stalled))
  }

  @Test("a handshake that never comes ends at the connection limit, and nothing was sent")
  func connecting() async throws {
    let server = try ScriptedServer(.sendAndStall(""))
    let secure = try HTTPURL("https://127.0.0.1:\(server.url.origin.port)/")
    let error = await failure(of: server) {
      $0.url = secure
      $0.limits.connect = .milliseconds(200)
    }
    #expect(error?.kind == .timeout(.connecting))
    #expect(error?.mayHaveReachedServer == false)
  }

  @Test("redirects share one deadline")
  func redirectsShare() async throws {
    let found = ScriptedServer.Reply.answer("302 Found", fields: ["Location: /next"])
    let error = try await failure(at: .waiting, of: found, .sendAndStall(""))
    #expect(error?.kind == .timeout(.waiting))
  }

  @Test("a body that announces too much is refused unread")
  func announced() async throws {
    let server = try ScriptedServer(
      .sendAndStall("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"))
    let error = await failure(of: server) { $0.limits.size = 1000 }
    #expect(error?.kind == .tooLarge(limit: 1000))
  }

  @Test("an endless body is refused at the limit")
  func endless() async throws {
    let server = try ScriptedServer(
      .endless(
        head: "HTTP/1.1 200 OK\r\n\r\n", piece: [UInt8](repeating: 97, count: 10_000)))
    let error = await failure(of: server) { $0.limits.size = 100_000 }
    #expect(error?.kind == .tooLarge(limit: 100_000))
  }

  @Test("a body of exactly the limit passes")
  func exact() async throws {
    let server = try ScriptedServer(.answer("200 OK", "abcd"))
    var request = HTTPRequest(.get, server.url)
    request.limits.size = 4
    let asked = request
    let response = try await server.serving { try await ClientWorld().client().send(asked) }
    #expect(response.text == "abcd")
  }

  @Test("an endless head is refused")
  func endlessHead() async throws {
    let server = try ScriptedServer(
      .endless(head: "HTTP/1.1 200 OK\r\n", piece: Array("X-More: of the same\r\n".utf8)))
    let error = await failure(of: server)
    #expect(error?.kind == .tooLarge(limit: 256 << 10))
  }

  @Test("cancelling the task ends the transfer")
  func cancelled() async throws {
    let (requests, arrived) = AsyncStream<Void>.makeStream()
    let server = try ScriptedServer { _ in
      arrived.yield()
      return .sendAndStall("")
    }
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        let task = Task { try await ClientWorld().client().send(HTTPRequest(.get, server.url)) }
        for await _ in requests { break }
        task.cancel()
        _ = try await task.value
      }
    }
    #expect(error?.kind == .cancelled)
    #expect(server.requests.count == 1)
  }
}
