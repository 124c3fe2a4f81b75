import Errors
import Foundation
import HTTP
import JSON
import TestKit
import Testing

@Suite("The log tells every exchange", .timeLimit(.minutes(20)))
struct LogTests {
  @Test("a line holds request, answer, attempt and time")
  func line() async throws {
    let server = try ScriptedServer(
      .answer("503 Busy"), .answer("200 OK", "{\"b\":2}", fields: ["ETag: \"x\""]))
    let world = ClientWorld()
    let request = HTTPRequest(
      .put, server.url, headers: ["Accept": "text/plain"], body: .text("{\"a\":1}"))
    try await server.serving { _ = try await world.client().send(request) }
    let lines = try world.parsedLines()
    #expect(lines.map { $0["attempt"] } == [1, 2])
    #expect(lines.map { $0["status"] } == [503, 200])
    let last = try #require(lines.last)
    #expect(
      last.object?.keys
        == ["time", "method", "url", "attempt", "request", "status", "response", "milliseconds"])
    #expect(last["time"] == "1994-11-03T00:00:00.000Z")
    #expect(last["method"] == "PUT")
    #expect(last["url"] == .string(server.url.description))
    #expect(last["request"]?["body"] == "{\"a\":1}")
    #expect(last["request"]?["headers"]?["accept"] == "text/plain")
    #expect(last["response"]?["body"] == "{\"b\":2}")
    #expect(last["response"]?["bytes"] == 7)
    #expect(last["response"]?["headers"]?["etag"] == "\"x\"")
  }

  @Test("a failure is told, and so is every hop of a redirect")
  func hops() async throws {
    let server = try ScriptedServer(
      .answer("302 Found", fields: ["Location: /b"]), .sendAndClose([]))
    let world = ClientWorld()
    var request = HTTPRequest(.get, server.url)
    request.retry = .never
    let asked = request
    await #expect(throws: HTTPError.self) {
      try await server.serving { try await world.client().send(asked) }
    }
    let lines = try world.parsedLines()
    #expect(lines.map { $0["status"] } == [302, nil])
    #expect(lines[1]["error"]?.string?.contains("broke off") == true)
  }

  @Test("a body that is no text, or long, is told by its size")
  func bodies() async throws {
    let server = try ScriptedServer(
      .sendAndClose(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + [0xFF, 0xFE, 0x00]),
      .answer("200 OK", String(repeating: "é", count: 5000)))
    let world = ClientWorld()
    try await server.serving {
      let client = world.client(bodyLimit: 1001)
      _ = try await client.send(HTTPRequest(.get, server.url))
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    let lines = try world.parsedLines()
    #expect(lines[0]["response"]?["body"] == nil)
    #expect(lines[0]["response"]?["bytes"] == 3)
    #expect(lines[1]["response"]?["bytes"] == 10_000)
    #expect((lines[1]["response"]?["body"]?.string ?? "").utf8.count < 1001)
  }

  @Test("a log file is appended to, and is its owner's alone")
  func file() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "http.jsonl")
      let server = try ScriptedServer(.answer("200 OK", "x"))
      try await server.serving {
        for _ in 0..<2 {
          let client = HTTPClient(pool: .shared, log: try HTTPLog(appendingTo: file))
          _ = try await client.send(HTTPRequest(.get, server.url))
        }
      }
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.split(separator: "\n").count == 2)
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  @Test("a log that cannot be opened is an error; one that fills its disk says so and goes on")
  func broken() async throws {
    #expect(throws: Failure.self) {
      try HTTPLog(appendingTo: URL(filePath: "/nonexistent/log"))
    }
    let full = try HTTPLog(appendingTo: URL(filePath: "/dev/full"))
    let server = try ScriptedServer(.answer("200 OK", "x"))
    let response = try await server.serving {
      try await HTTPClient(pool: .shared, log: full).send(HTTPRequest(.get, server.url))
    }
    #expect(response.status == 200)
    #expect(full.failure?.contains("no space left on the device") == true)
  }
}
