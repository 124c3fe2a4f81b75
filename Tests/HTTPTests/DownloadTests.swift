import Foundation
import HTTP
import TestKit
import Testing

@Suite("A download appears whole or not at all", .timeLimit(.minutes(20)))
struct DownloadTests {
  private static let big = String(repeating: "0123456789abcdef", count: 100_000)

  private static func cutOff() -> ScriptedServer.Reply {
    .sendAndClose(Array("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n\(big)".utf8))
  }

  @Test("a complete one is there, and nothing else is")
  func complete() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "wheel.whl")
      let server = try ScriptedServer(.answer("200 OK", Self.big))
      let response = try await server.serving {
        try await ClientWorld().client().download(HTTPRequest(.get, server.url), to: file)
      }
      #expect(response.body.isEmpty)
      #expect(try String(contentsOf: file, encoding: .utf8) == Self.big)
      #expect(try names(in: folder) == ["wheel.whl"])
      #expect(server.requests[0].headers["Accept-Encoding"] == nil)
    }
  }

  @Test("one that breaks off once starts anew and does not repeat its start")
  func again() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "f")
      let server = try ScriptedServer(Self.cutOff(), .answer("200 OK", "whole"))
      let world = ClientWorld()
      _ = try await server.serving {
        try await world.client().download(HTTPRequest(.get, server.url), to: file)
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == "whole")
      #expect(world.pauses.count == 1)
    }
  }

  @Test("one that fails leaves the old file and nothing of the new one")
  func failed() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "f")
      try Data("old".utf8).write(to: file)
      let server = try ScriptedServer(Self.cutOff())
      let error = await #expect(throws: HTTPError.self) {
        try await server.serving {
          try await ClientWorld().client().download(HTTPRequest(.get, server.url), to: file)
        }
      }
      #expect(error?.kind == .truncated)
      #expect(try String(contentsOf: file, encoding: .utf8) == "old")
      #expect(try names(in: folder) == ["f"])
    }
  }

  @Test("an answer that is no success leaves no file and keeps its words", arguments: [304, 404])
  func notFound(status: Int) async throws {
    try await withTemporaryFolder { folder in
      let reply = ScriptedServer.Reply.send(
        status == 304
          ? "HTTP/1.1 304 Same\r\n\r\n" : ScriptedServer.Reply.message("404 No", "gone", []))
      let server = try ScriptedServer(reply)
      let response = try await server.serving {
        try await ClientWorld().client().download(
          HTTPRequest(.get, server.url), to: folder.appending(path: "f"))
      }
      #expect(response.status == status)
      #expect(response.text == (status == 304 ? "" : "gone"))
      #expect(try names(in: folder).isEmpty)
    }
  }

  @Test("what a killed process left is taken over")
  func leftover() async throws {
    try await withTemporaryFolder { folder in
      try Data(Self.big.utf8).write(to: folder.appending(path: "f.partial"))
      let server = try ScriptedServer(.answer("200 OK", "new"))
      _ = try await server.serving {
        try await ClientWorld().client().download(
          HTTPRequest(.get, server.url), to: folder.appending(path: "f"))
      }
      #expect(
        try String(contentsOf: folder.appending(path: "f"), encoding: .utf8) == "new")
      #expect(try names(in: folder) == ["f"])
    }
  }

  @Test("two downloads of one file do not write into each other")
  func twoAtOnce() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "f")
      let (requests, arrived) = AsyncStream<Void>.makeStream()
      let server = try ScriptedServer { _ in
        arrived.yield()
        return .sendAndStall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab")
      }
      try await server.serving {
        let request = HTTPRequest(.get, server.url)
        let first = Task { try await ClientWorld().client().download(request, to: file) }
        for await _ in requests { break }
        let error = await #expect(throws: HTTPError.self) {
          try await ClientWorld().client().download(request, to: file)
        }
        #expect(error?.kind == .file)
        #expect(error?.found.contains("another download") == true)
        first.cancel()
        _ = try? await first.value
      }
      #expect(try names(in: folder).isEmpty)
    }
  }

  @Test("a folder that is not there is named")
  func noFolder() async throws {
    let server = try ScriptedServer(.answer("200 OK", "x"))
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        try await ClientWorld().client().download(
          HTTPRequest(.get, server.url), to: URL(filePath: "/nonexistent/f"))
      }
    }
    #expect(error?.kind == .file)
    #expect(error?.found.contains("/nonexistent/f.partial") == true)
    #expect(server.requests.isEmpty)
  }

  @Test("a link in the partial file's place is not followed")
  func link() async throws {
    try await withTemporaryFolder { folder in
      let server = try ScriptedServer(.answer("200 OK", "new"))
      try Data("mine".utf8).write(to: folder.appending(path: "other"))
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "f.partial"),
        withDestinationURL: folder.appending(path: "other"))
      let error = await #expect(throws: HTTPError.self) {
        try await server.serving {
          try await ClientWorld().client().download(
            HTTPRequest(.get, server.url), to: folder.appending(path: "f"))
        }
      }
      #expect(error?.kind == .file)
      #expect(
        try String(contentsOf: folder.appending(path: "other"), encoding: .utf8) == "mine")
    }
  }
}
