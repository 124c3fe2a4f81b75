import Foundation
import HTTP
import Synchronization
import TestKit
import Testing

@Suite("The clock of a server is read off its answers", .timeLimit(.minutes(20)))
struct ServerClockTests {
  /// 1994-11-06T08:49:37Z.
  private static let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT"
  private static let seconds: Int64 = 784_111_777

  private func client(elapsed: @escaping @Sendable () -> Duration) -> HTTPClient {
    HTTPClient(
      pool: .shared,
      ports: HTTPPorts(
        sleep: { _ in }, random: { 0 }, now: { ClientWorld.now }, elapsed: elapsed))
  }

  @Test("it goes on by the steady clock, whatever this machine's calendar says")
  func goesOn() async throws {
    let passed = Mutex<Duration>(.seconds(100))
    let client = client { passed.withLock(\.self) }
    let server = try ScriptedServer(.answer("404 Not Found", "", fields: [Self.date]))
    #expect(client.clock(of: server.url.origin) == nil)
    try await server.serving { () async throws in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    let at = try #require(client.clock(of: server.url.origin))
    #expect(at.lowerBound == Self.seconds)
    #expect(at.contains(Self.seconds + 1))
    passed.withLock { $0 += .seconds(3_600) }
    #expect(client.clock(of: server.url.origin)?.lowerBound == Self.seconds + 3_600)
  }

  @Test("an answer that a cache kept tells a range")
  func aged() async throws {
    let client = client { .zero }
    let server = try ScriptedServer(.answer(fields: [Self.date, "Age: 500"]))
    try await server.serving { () async throws in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    let range = try #require(client.clock(of: server.url.origin))
    #expect(range.lowerBound == Self.seconds)
    #expect(range.contains(Self.seconds + 500))
  }

  @Test("no date, a broken one or a broken answer tells nothing", arguments: [[], ["Date: soon"]])
  func nothing(fields: [String]) async throws {
    let client = client { .zero }
    let server = try ScriptedServer(.answer(fields: fields))
    try await server.serving { () async throws in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(client.clock(of: server.url.origin) == nil)
  }
}
