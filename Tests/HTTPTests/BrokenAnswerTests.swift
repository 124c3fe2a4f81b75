import Foundation
import HTTP
import TestKit
import Testing

@Suite("Broken answers are errors that say how they are broken", .timeLimit(.minutes(20)))
struct BrokenAnswerTests {
  private func failure(of reply: ScriptedServer.Reply) async throws -> (HTTPError?, Int) {
    let server = try ScriptedServer(reply)
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        try await ClientWorld().client().send(HTTPRequest(.get, server.url))
      }
    }
    return (error, server.requests.count)
  }

  @Test(
    "an answer that breaks off is truncated, and a GET is tried again",
    arguments: [
      "", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nab",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
    ])
  func truncated(text: String) async throws {
    let (error, count) = try await failure(of: .sendAndClose(Array(text.utf8)))
    #expect(error?.kind == .truncated)
    #expect(count == 4)
  }

  @Test("a reset is truncated")
  func reset() async throws {
    let (error, _) = try await failure(of: .reset)
    #expect(error?.kind == .truncated)
    #expect(error?.mayHaveReachedServer == true)
  }

  @Test(
    "what is not HTTP is malformed",
    arguments: [
      "SSH-2.0-OpenSSH_9.2\r\n", "<html>hello</html>",
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    ])
  func malformed(text: String) async throws {
    let (error, _) = try await failure(of: .sendAndClose(Array(text.utf8)))
    #expect(error?.kind == .malformed)
  }

  @Test("a terminal is safe from the text of an error")
  func escaped() async throws {
    let server = try ScriptedServer(
      .answer("302 Found", fields: ["Location: ftp://\u{1B}]8;;x\u{202E}/"]))
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        try await ClientWorld().client().send(HTTPRequest(.get, server.url))
      }
    }
    let text = "\(try #require(error))"
    #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
  }

  @Test("an error says what was asked, of whom, what was found and what to do")
  func text() async throws {
    let (error, _) = try await failure(of: .sendAndClose([]))
    let text = try #require(error).description.replacing(/127\.0\.0\.1:\d+/, with: "SERVER")
    #expect(
      text == """
        GET http://SERVER/: the answer broke off after 0 bytes (Empty reply from server)
          hint: try again; if that does not help, check http://SERVER or a proxy before it
        """)
  }
}
