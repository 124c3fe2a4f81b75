import Foundation
import HTTP
import TestKit
import Testing

@Suite(
  "Redirects go only where they are allowed, and tokens nowhere else", .timeLimit(.minutes(20)))
struct RedirectTests {
  private static let token = Secret("ghs_abcdefghijklmnopqrstuvwxyz0123456789")

  private func request(
    _ method: HTTPMethod = .get, _ url: HTTPURL, _ policy: RedirectPolicy = .sameOrigin
  ) -> HTTPRequest {
    var request = HTTPRequest(
      method, url,
      headers: ["Accept": "text/plain", "Private-Token": "pt", "Cookie": "c=1"])
    request.authorization = .bearer(Self.token)
    request.redirects = policy
    request.retry = .never
    return request
  }

  private static func redirect(_ status: Int = 302, to place: String) -> ScriptedServer.Reply {
    .answer("\(status) Elsewhere", "moved", fields: ["Location: \(place)"])
  }

  @Test(
    "within the origin a redirect is followed with everything", arguments: [301, 302, 307, 308])
  func sameOrigin(status: Int) async throws {
    let server = try ScriptedServer(
      Self.redirect(status, to: "../b?c=1"), .answer("200 OK", "there"))
    let url = try server.url.appending(path: "a", "x")
    let response = try await server.serving {
      try await ClientWorld().client().send(request(.patch, url))
    }
    #expect(response.text == "there")
    #expect(response.finalURL.path == "/b")
    #expect(server.requests.map(\.method) == ["PATCH", "PATCH"])
    #expect(server.requests.map(\.target) == ["/a/x", "/b?c=1"])
    #expect(server.requests[1].headers["Authorization"] == "Bearer \(Self.token.exposed)")
  }

  @Test("303 is followed with a GET that carries no body")
  func seeOther() async throws {
    let server = try ScriptedServer(Self.redirect(303, to: "/b"), .answer("200 OK", "there"))
    var post = request(.post, server.url)
    post.body = .text("x")
    post.headers["Content-Type"] = "text/plain"
    let asked = post
    try await server.serving { _ = try await ClientWorld().client().send(asked) }
    #expect(server.requests.map(\.method) == ["POST", "GET"])
    #expect(server.requests[1].body.isEmpty)
    #expect(server.requests[1].headers["Content-Type"] == nil)
  }

  @Test("another origin is refused by name, and is not asked")
  func otherOrigin() async throws {
    let other = try ScriptedServer(.answer("200 OK", "stolen"))
    let server = try ScriptedServer(Self.redirect(to: "\(other.url)x"))
    let error = await #expect(throws: HTTPError.self) {
      try await other.serving {
        try await server.serving {
          try await ClientWorld().client().send(request(.get, server.url))
        }
      }
    }
    #expect(error?.kind == .redirectRefused(to: "\(other.url)x"))
    #expect(error?.response?.status == 302)
    #expect(error?.isTransient == false)
    #expect(other.requests.isEmpty)
  }

  @Test("an allowed origin gets no authorization, no cookie and no field of our own")
  func allowedOrigin() async throws {
    let other = try ScriptedServer(.answer("200 OK", "file"))
    let server = try ScriptedServer(Self.redirect(to: "\(other.url)x"))
    let policy = RedirectPolicy.follow(limit: 1, to: .origins([other.url.origin]))
    let world = ClientWorld()
    let response = try await other.serving {
      try await server.serving { try await world.client().send(request(.get, server.url, policy)) }
    }
    #expect(response.text == "file")
    let names = Set(other.requests[0].headers.fields.map { $0.name.lowercased() })
    #expect(names == ["host", "accept", "accept-encoding", "user-agent"])
  }

  @Test("a request that writes does not go to another origin")
  func writing() async throws {
    let other = try ScriptedServer(.answer())
    let server = try ScriptedServer(Self.redirect(307, to: "\(other.url)x"))
    let policy = RedirectPolicy.follow(limit: 1, to: .origins([other.url.origin]))
    let error = await #expect(throws: HTTPError.self) {
      try await other.serving {
        try await server.serving {
          try await ClientWorld().client().send(request(.post, server.url, policy))
        }
      }
    }
    #expect(error?.kind == .redirectRefused(to: "\(other.url)x"))
    #expect(other.requests.isEmpty)
  }

  @Test(
    "other protocols, users and nonsense are refused",
    arguments: [
      "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://u:p@127.0.0.1/",
      "http://", "//", "http:\\\\127.0.0.1", "http://127.0.0.1:99999/", "javascript:alert(1)",
    ])
  func nonsense(place: String) async throws {
    let server = try ScriptedServer(Self.redirect(to: place))
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        try await ClientWorld().client().send(
          request(.get, server.url, .follow(limit: 5, to: .anySecure)))
      }
    }
    guard case .redirectRefused = error?.kind else {
      Issue.record("\(String(describing: error)) is not a refusal")
      return
    }
    #expect(error?.description.contains("u:p") == false)
    #expect(server.requests.count == 1)
  }

  @Test("a circle ends at the limit")
  func circle() async throws {
    let server = try ScriptedServer(Self.redirect(to: "/again"))
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving { try await ClientWorld().client().send(request(.get, server.url)) }
    }
    #expect(error?.kind == .redirectRefused(to: "\(server.url)again"))
    #expect(server.requests.count == 6)
  }

  @Test("refuse refuses, report reports")
  func policies() async throws {
    let server = try ScriptedServer(Self.redirect(to: "/b"))
    try await server.serving { () async throws in
      let client = ClientWorld().client()
      let error = await #expect(throws: HTTPError.self) {
        try await client.send(request(.get, server.url, .refuse))
      }
      #expect(error?.kind == .redirectRefused(to: "\(server.url)b"))
      let response = try await client.send(request(.get, server.url, .report))
      #expect(response.status == 302)
      #expect(response.headers["Location"] == "/b")
    }
  }
}
