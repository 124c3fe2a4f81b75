import Foundation
import HTTP
import TestKit
import Testing

@Suite("Answers come in many forms", .timeLimit(.minutes(20)))
struct AnswerFormTests {
  @Test("HEAD has the length of a body and no body")
  func head() async throws {
    let server = try ScriptedServer(
      .send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), .answer("200 OK", "next"))
    try await server.serving { () async throws in
      let client = ClientWorld().client()
      let response = try await client.send(HTTPRequest(.head, server.url))
      #expect(response.body.isEmpty)
      #expect(response.headers["Content-Length"] == "99999999999")
      #expect(try await client.send(HTTPRequest(.get, server.url)).text == "next")
    }
  }

  @Test("204 and 304 have none", arguments: ["204 No Content", "304 Not Modified"])
  func empty(status: String) async throws {
    let server = try ScriptedServer(
      .send("HTTP/1.1 \(status)\r\n\r\n"), .answer("200 OK", "next"))
    try await server.serving { () async throws in
      let client = ClientWorld().client()
      #expect(try await client.send(HTTPRequest(.get, server.url)).body.isEmpty)
      #expect(try await client.send(HTTPRequest(.get, server.url)).text == "next")
    }
  }

  @Test("chunks are joined, and interim answers and trailers are not the answer")
  func chunked() async throws {
    let server = try ScriptedServer(
      .send(
        "HTTP/1.1 103 Early Hints\r\nX-Interim: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Real: 1\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Late: 1\r\n\r\n"))
    let response = try await server.serving {
      try await ClientWorld().client().send(HTTPRequest(.get, server.url))
    }
    #expect(response.text == "abcde")
    #expect(response.headers["X-Real"] == "1")
    #expect(response.headers["X-Interim"] == nil)
    #expect(response.headers["X-Late"] == nil)
  }

  @Test("a compressed body arrives as it was before")
  func gzip() async throws {
    let packed = try gzipped(Array("hello, hello, hello".utf8))
    let head =
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
    let server = try ScriptedServer(.sendAndClose(Array(head.utf8) + packed))
    let response = try await server.serving {
      try await ClientWorld().client().send(HTTPRequest(.get, server.url))
    }
    #expect(response.text == "hello, hello, hello")
    #expect(server.requests[0].headers["Accept-Encoding"]?.contains("gzip") == true)
  }

  @Test("a small body that becomes a large one is refused at the limit")
  func bomb() async throws {
    let packed = try gzipped([UInt8](repeating: 0, count: 20_000_000))
    #expect(packed.count < 50_000)
    let head =
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
    let server = try ScriptedServer(.sendAndClose(Array(head.utf8) + packed))
    var request = HTTPRequest(.get, server.url)
    request.limits.size = 1_000_000
    let asked = request
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving { try await ClientWorld().client().send(asked) }
    }
    #expect(error?.kind == .tooLarge(limit: 1_000_000))
  }

  @Test("a body comes from a file, streamed, and again on another attempt")
  func fileBody() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "asset")
      let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try Data(bytes).write(to: file)
      let server = try ScriptedServer(.answer("503 Busy"), .answer())
      let request = HTTPRequest(.put, server.url, body: .file(file))
      try await server.serving { _ = try await ClientWorld().client().send(request) }
      #expect(server.requests.map(\.body) == [bytes, bytes])
    }
  }

  @Test("a body's file that is missing or a folder is named, and nothing is sent")
  func noFile() async throws {
    try await withTemporaryFolder { folder in
      for place in [folder, folder.appending(path: "absent")] {
        let server = try ScriptedServer(.answer())
        let error = await #expect(throws: HTTPError.self) {
          try await server.serving {
            try await ClientWorld().client().send(
              HTTPRequest(.put, server.url, body: .file(place)))
          }
        }
        #expect(error?.kind == .file)
        #expect(error?.found.contains(place.path) == true)
        #expect(error?.mayHaveReachedServer == false)
        #expect(server.requests.isEmpty)
      }
    }
  }
}

/// What `gzip` makes of `bytes`.
func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
  let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  defer { try? FileManager.default.removeItem(at: file) }
  try Data(bytes).write(to: file)
  let tool = Process()
  let output = Pipe()
  tool.executableURL = URL(filePath: "/usr/bin/env")
  tool.arguments = ["gzip", "-9", "--stdout", file.path]
  tool.standardOutput = output
  try tool.run()
  let packed = try output.fileHandleForReading.readToEnd() ?? Data()
  tool.waitUntilExit()
  return Array(packed)
}
