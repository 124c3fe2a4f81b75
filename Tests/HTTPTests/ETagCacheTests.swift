import Foundation
import HTTP
import TestKit
import Testing

@Suite("Answers that did not change are not sent again", .timeLimit(.minutes(20)))
struct ETagCacheTests {
  /// Says 304 to those who know the tag, and counts down a rate limit.
  private func taggingServer(_ fields: String...) throws -> ScriptedServer {
    try ScriptedServer { request in
      let tag = "\"\(request.headers["Accept"] ?? "")\""
      if request.headers["If-None-Match"] == tag {
        return .send("HTTP/1.1 304 Not Modified\r\nETag: \(tag)\r\nX-Left: 2\r\n\r\n")
      }
      return .answer("200 OK", "body of \(tag)", fields: ["ETag: \(tag)", "X-Left: 1"] + fields)
    }
  }

  private func ask(
    _ server: ScriptedServer, _ cache: ETagCache, accept: String = "a"
  ) async throws -> HTTPResponse {
    try await ClientWorld().client().send(
      HTTPRequest(.get, server.url, headers: ["Accept": accept]), keptIn: cache)
  }

  @Test("a 304 brings the kept body and the new fields")
  func notModified() async throws {
    try await withTemporaryFolder { folder in
      for cache in [ETagCache.inMemory(), .inFolder(folder.appending(path: "new/cache"))] {
        let server = try taggingServer()
        try await server.serving {
          let first = try await ask(server, cache)
          let second = try await ask(server, cache)
          #expect(first.isFromCache == false)
          #expect(second.isFromCache)
          #expect(second.status == 200)
          #expect(second.body == first.body)
          #expect(second.headers.values(of: "X-Left") == ["2"])
          #expect(second.headers["Content-Length"] == first.headers["Content-Length"])
        }
      }
    }
  }

  @Test("another Accept is another answer")
  func accept() async throws {
    let server = try taggingServer()
    let cache = ETagCache.inMemory()
    try await server.serving {
      _ = try await ask(server, cache)
      #expect(try await ask(server, cache, accept: "b").text == "body of \"b\"")
      #expect(try await ask(server, cache, accept: "a").text == "body of \"a\"")
    }
    #expect(server.requests.map { $0.headers["If-None-Match"] } == [nil, nil, "\"a\""])
  }

  @Test("a folder serves the next process, and damage only costs a transfer")
  func folder() async throws {
    try await withTemporaryFolder { folder in
      let server = try taggingServer()
      try await server.serving {
        _ = try await ask(server, .inFolder(folder))
        #expect(try await ask(server, .inFolder(folder)).isFromCache)
        let file = folder.appending(path: try #require(try names(in: folder).first))
        let sound = try Data(contentsOf: file)
        for place in stride(from: 0, to: sound.count, by: 7) {
          var damaged = sound
          damaged[place] ^= 0x01
          try damaged.write(to: file)
          let response = try await ask(server, .inFolder(folder))
          #expect(response.text == "body of \"a\"")
        }
        try sound.prefix(40).write(to: file)
        #expect(try await ask(server, .inFolder(folder)).isFromCache == false)
      }
    }
  }

  @Test("what must not be stored is not", arguments: ["Cache-Control: private, no-store"])
  func noStore(field: String) async throws {
    let server = try taggingServer(field)
    let cache = ETagCache.inMemory()
    try await server.serving {
      _ = try await ask(server, cache)
      _ = try await ask(server, cache)
    }
    #expect(server.requests.map { $0.headers["If-None-Match"] } == [nil, nil])
  }

  @Test("errors are not kept, and only GET is")
  func notKept() async throws {
    let server = try ScriptedServer(.answer("404 No", "gone", fields: ["ETag: \"e\""]))
    let cache = ETagCache.inMemory()
    try await server.serving { () async throws in
      let client = ClientWorld().client()
      for method in [HTTPMethod.get, .get, .put, .put] {
        _ = try await client.send(HTTPRequest(method, server.url), keptIn: cache)
      }
    }
    #expect(server.requests.allSatisfy { $0.headers["If-None-Match"] == nil })
  }
}
