import Foundation
import HTTP
import TestKit
import Testing

@Suite("A request is sent again only where that helps and does no harm", .timeLimit(.minutes(20)))
struct RetryTests {
  private static let busy = ScriptedServer.Reply.answer("503 Busy", "later")

  @Test(
    "busy answers are waited out with growing, jittered pauses", arguments: [429, 502, 503, 504])
  func busyThenFine(status: Int) async throws {
    let busy = ScriptedServer.Reply.answer("\(status) Busy")
    let server = try ScriptedServer(busy, busy, busy, .answer("200 OK", "at last"))
    let world = ClientWorld()
    let response = try await server.serving {
      try await world.client(draw: 0.5).send(HTTPRequest(.get, server.url))
    }
    #expect(response.text == "at last")
    #expect(world.pauses == [.milliseconds(250), .milliseconds(500), .seconds(1)])
  }

  @Test("when attempts run out the last answer is the answer")
  func exhausted() async throws {
    let server = try ScriptedServer(Self.busy)
    let world = ClientWorld()
    let response = try await server.serving {
      try await world.client().send(HTTPRequest(.get, server.url))
    }
    #expect(response.status == 503)
    #expect(response.text == "later")
    #expect(server.requests.count == 4)
    #expect(world.pauses.count == 3)
  }

  @Test("other statuses are answers at once", arguments: [400, 401, 403, 404, 409, 422, 500])
  func final(status: Int) async throws {
    let server = try ScriptedServer(.answer("\(status) No", "why"))
    let response = try await server.serving {
      try await ClientWorld().client().send(HTTPRequest(.get, server.url))
    }
    #expect(response.status == status)
    #expect(response.text == "why")
    #expect(server.requests.count == 1)
  }

  @Test("a POST is sent once, unless the request says that it may be repeated")
  func post() async throws {
    for (mayBeRepeated, count) in [(nil, 1), (false, 1), (true, 4)] as [(Bool?, Int)] {
      let server = try ScriptedServer(Self.busy)
      var request = HTTPRequest(.post, server.url, body: .text("x"))
      request.mayBeRepeated = mayBeRepeated
      let asked = request
      try await server.serving { _ = try await ClientWorld().client().send(asked) }
      #expect(server.requests.count == count)
    }
  }

  @Test("a POST whose answer was lost is not repeated, and may have reached the server")
  func lostAnswer() async throws {
    let server = try ScriptedServer(.sendAndClose([]))
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        try await ClientWorld().client().send(HTTPRequest(.post, server.url, body: .text("x")))
      }
    }
    #expect(error?.kind == .truncated)
    #expect(error?.mayHaveReachedServer == true)
    #expect(server.requests.count == 1)
  }

  @Test("nobody listens: every method is tried again, for the server saw nothing")
  func nobody() async throws {
    // No free port is ever this one, as that of a server which has ended may be.
    let url = try HTTPURL("http://127.0.0.1:1/")
    let world = ClientWorld()
    let error = await #expect(throws: HTTPError.self) {
      try await world.client().send(HTTPRequest(.post, url, body: .text("x")))
    }
    #expect(error?.kind == .unreachable)
    #expect(error?.mayHaveReachedServer == false)
    #expect(error?.isTransient == true)
    #expect(world.pauses.count == 3)
  }

  @Test("never means once")
  func never() async throws {
    let server = try ScriptedServer(.answer("429 Slow", fields: ["Retry-After: 99999"]))
    var request = HTTPRequest(.get, server.url)
    request.retry = .never
    let asked = request
    let response = try await server.serving { try await ClientWorld().client().send(asked) }
    #expect(response.status == 429)
    #expect(server.requests.count == 1)
  }

  @Test(
    "Retry-After is waited for in every form",
    arguments: [
      ("7", 7.0), (" 7 ", 7), ("0", 0.25), ("-5", 0.25), ("soon", 0.25), ("", 0.25),
      ("Thu, 03 Nov 1994 00:00:09 GMT", 9), ("Thursday, 03-Nov-94 00:00:09 GMT", 9),
      ("Thu Nov  3 00:00:09 1994", 9), ("Thu, 03 Nov 1993 00:00:00 GMT", 0.25),
    ])
  func retryAfter(value: String, seconds: Double) async throws {
    let server = try ScriptedServer(
      .answer("429 Slow", fields: ["Retry-After: \(value)"]), .answer())
    let world = ClientWorld()
    let response = try await server.serving {
      try await world.client().send(HTTPRequest(.get, server.url))
    }
    #expect(response.status == 200)
    #expect(world.pauses == [.seconds(seconds)])
  }

  @Test(
    "a longer wait than the policy's is reported with its answer, not waited",
    arguments: [
      ("61", 61), ("99999", 99_999), ("Thu, 03 Nov 1994 01:00:00 GMT", 3600),
      ("1" + String(repeating: "0", count: 400), 31_536_000),
    ])
  func tooLong(value: String, seconds: Int) async throws {
    let server = try ScriptedServer(
      .answer("429 Slow", "limit", fields: ["Retry-After: \(value)"]))
    let world = ClientWorld()
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving { try await world.client().send(HTTPRequest(.get, server.url)) }
    }
    #expect(error?.kind == .retryLater(after: .seconds(seconds)))
    #expect(error?.response?.text == "limit")
    #expect(world.pauses.isEmpty)
    #expect(server.requests.count == 1)
  }
}
