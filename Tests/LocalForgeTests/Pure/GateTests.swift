import Foundation
import Testing

@testable import LocalForge

@Suite("Who may come in", .timeLimit(.minutes(20)))
struct GateTests {
  private let open = Gate(token: nil, isUnixSocket: false)
  private let locked = Gate(token: "s3cret", isUnixSocket: false)

  @Test(
    "loopback names are let in",
    arguments: ["127.0.0.1:80", "localhost", "forge.localhost:1", "[::1]:8", "127.9.9.9"])
  func loopback(host: String) throws {
    try open.check(Gate.Visitor(host: host))
  }

  @Test(
    "other names are refused: a page may have rebound its own to 127.0.0.1",
    arguments: ["example.com", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", ""])
  func rebinding(host: String) {
    #expect(throws: Refusal.self) { try open.check(Gate.Visitor(host: host)) }
  }

  @Test("scripts of other pages are refused")
  func origin() throws {
    #expect(throws: Refusal.self) {
      try open.check(Gate.Visitor(host: "localhost:9", origin: "https://example.com"))
    }
    try open.check(Gate.Visitor(host: "localhost:9", origin: "http://localhost:9"))
  }

  @Test(
    "a token is taken in every form that clients use",
    arguments: ["token s3cret", "Bearer s3cret", "bearer s3cret", "Basic eDpzM2NyZXQ="])
  func token(header: String) throws {
    try locked.check(Gate.Visitor(host: "localhost", authorization: header))
  }

  @Test(
    "a wrong or missing token is refused", arguments: ["token S3cret", "Bearer", "Basic !", nil])
  func wrongToken(header: String?) {
    let visitor = Gate.Visitor(host: "localhost", authorization: header)
    let refusal = #expect(throws: Refusal.self) { try locked.check(visitor) }
    #expect(refusal?.status == 401)
  }
}
