import Foundation
import HTTP
import TestKit
import Testing

@Suite(
  "One host that cannot be found spoils no other request", .timeLimit(.minutes(20)))
struct FailedLookupTests {
  /// A label of 64 bytes fails before any name server is asked (RFC 1035 §2.3.4); `.invalid` never
  /// resolves (RFC 6761 §6.4), whatever the machine's name server makes of that.
  static let hosts = [String(repeating: "a", count: 64) + ".example", "nowhere.invalid"]

  private func lost(_ host: String, attempts: Int = 1) throws -> HTTPRequest {
    var request = HTTPRequest(.get, try HTTPURL("http://\(host)/"))
    request.allowsCleartext = true
    request.retry = RetryPolicy(attempts: attempts)
    return request
  }

  @Test("the next request to another server is answered", arguments: hosts)
  func another(host: String) async throws {
    let server = try ScriptedServer(.answer("200 OK", "here"))
    try await server.serving { () async throws in
      let client = ClientWorld().client()
      for _ in 0..<3 {
        let error = await #expect(throws: HTTPError.self) { try await client.send(lost(host)) }
        #expect(error?.kind == .unreachable)
        #expect(error?.isTransient == true)
        #expect(error?.mayHaveReachedServer == false)
        #expect(try await client.send(HTTPRequest(.get, server.url)).text == "here")
      }
    }
  }

  @Test(
    "every further attempt asks again, and the last one tells the true reason", arguments: hosts)
  func again(host: String) async throws {
    let world = ClientWorld()
    let error = await #expect(throws: HTTPError.self) {
      try await world.client().send(lost(host, attempts: 4))
    }
    #expect(error?.found.contains("resolve") == true, "\(String(describing: error))")
    let reasons = try world.parsedLines().compactMap { $0["error"]?.string }
    #expect(world.lines.count == 4)
    #expect(Set(reasons).count == 1, "\(reasons)")
    #expect(world.log.contains("bad argument") == false)
  }

  @Test("a handle is as good after any failure as before")
  func anyFailure() async throws {
    let replies: [ScriptedServer.Reply] = [
      .sendAndClose([]), .sendAndClose(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx".utf8)),
      .sendAndClose(Array("no HTTP at all\r\n\r\n".utf8)),
    ]
    for reply in replies {
      let broken = try ScriptedServer(reply)
      let sound = try ScriptedServer(.answer("200 OK", "here"))
      try await broken.serving { () async throws in
        try await sound.serving { () async throws in
          let client = ClientWorld().client()
          for _ in 0..<3 {
            var request = HTTPRequest(.get, broken.url)
            request.retry = .never
            request.limits.size = 4
            let asked = request
            await #expect(throws: HTTPError.self) { try await client.send(asked) }
            #expect(try await client.send(HTTPRequest(.get, sound.url)).text == "here")
          }
        }
      }
    }
  }
}
