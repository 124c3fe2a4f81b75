import Errors
import HTTP
import Rolling
import Testing

@testable import GitHub

@Suite("What a refusal means", .timeLimit(.minutes(20)))
struct RefusalTests {
  private func error(
    _ status: Int, _ body: String = "", _ headers: HTTPHeaders = [:], isWrite: Bool = false
  ) throws -> Failure {
    Refusal(
      HTTPResponse(
        status: status, headers: headers, body: Array(body.utf8),
        finalURL: try HTTPURL("https://api.github.com/x")),
      isWrite: isWrite, now: ForgeWorld.now
    ).error(doing: "testing")
  }

  @Test(
    "Retry-After is read as a number or a date and is capped at a day",
    arguments: [
      ("5", 5), ("0", 1), ("-7", 1), ("99999999999999999999", 86_400), ("86401", 86_400),
      ("Sun, 22 Nov 2026 03:32:00 GMT", 120), ("Sunday, 22-Nov-26 03:32:00 GMT", 120),
      ("Sat, 21 Nov 2026 00:00:00 GMT", 1),
    ])
  func retryAfter(_ field: String, _ seconds: Int64) throws {
    #expect(try error(429, "", ["Retry-After": field]).kind == .unavailable(afterSeconds: seconds))
    #expect(try error(503, "", ["Retry-After": field]).kind == .unavailable(afterSeconds: seconds))
  }

  @Test(
    "the primary limit ends when its window does, whatever the field holds",
    arguments: [("1795320030", 1), ("1", 1), ("9223372036854775807", 86_400), ("x", 3_600)])
  func primary(_ reset: String, _ seconds: Int64) throws {
    let headers: HTTPHeaders = ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset]
    let kind = try error(403, "", headers).kind
    guard case .unavailable(let wait?) = kind else {
      Issue.record("\(kind)")
      return
    }
    #expect(reset == "1795320030" ? (1...86_400).contains(wait) : wait == seconds)
  }

  @Test("403 without a sign of a limit is a permission, and the ones that would do are named")
  func permission() throws {
    let headers: HTTPHeaders = [
      "X-RateLimit-Remaining": "4000", "X-Accepted-GitHub-Permissions": "pull_requests=write",
    ]
    let refusal = try error(
      403, #"{"message": "Resource not accessible by integration"}"#, headers)
    #expect(refusal.kind == .rejected)
    #expect(refusal.hint.contains("pull_requests=write"))
  }

  @Test(
    "the words of 422 are told, whatever their form",
    arguments: [
      #"{"message": "M", "errors": [{"resource": "R", "field": "f", "code": "missing_field"}]}"#,
      #"{"message": "M", "errors": ["R.f: missing_field"]}"#,
      #"{"message": "M", "errors": "R.f: missing_field"}"#,
      #"{"message": "M", "errors": {"resource": "R", "field": "f", "code": "missing_field"}}"#,
    ])
  func words(_ body: String) throws {
    let refusal = try error(422, body, isWrite: true)
    #expect(refusal.found == "422: M; R.f: missing_field")
    #expect(refusal.kind == .rejected)
  }

  @Test(
    "a write that is refused for what others did is looked at again",
    arguments: [
      #"{"errors": [{"resource": "ReleaseAsset", "code": "already_exists", "field": "name"}]}"#,
      #"{"errors": [{"message": "A pull request already exists for o:roll/nightly."}]}"#,
      #"{"message": "Reference already exists"}"#,
      #"{"errors": [{"message": "No commits between main and roll/nightly"}]}"#,
      #"{"errors": [{"resource": "PullRequest", "field": "head", "code": "invalid"}]}"#,
      #"{"message": "No commit found for SHA: aaaa"}"#,
    ])
  func looksAgain(_ body: String) throws {
    #expect(try error(422, body, isWrite: true).kind == .moved)
  }

  @Test("a read of a commit that is not shown yet may be repeated")
  func notYet() throws {
    let refusal = try error(422, #"{"message": "No commit found for SHA: aaaa"}"#)
    #expect(refusal.kind == .unavailable(afterSeconds: nil))
  }

  @Test("what the forge says cannot act on the terminal, and is cut")
  func terminal() throws {
    let refusal = try error(400, #"{"message": "\u001b[31mred\u202e"}"#)
    #expect(refusal.found == #"400: \u{1b}[31mred\u{202e}"#)
    let long = try error(400, "{\"message\": \"\(String(repeating: "x", count: 5_000))\"}")
    #expect(long.found.count < 320)
  }

  @Test(
    "a body that is no JSON, or of another shape, leaves the status",
    arguments: ["<html>", "[1]", "{\"message\": 7}"])
  func noWords(_ body: String) throws {
    #expect(try error(404, body).found == "404")
  }
}
