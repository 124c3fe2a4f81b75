import Foundation
import HTTP
import JSON
import TestKit
import Testing

@Suite("Secrets stay inside", .timeLimit(.minutes(20)))
struct RedactionTests {
  /// Long enough, and with characters that every encoding changes.
  private static let token = Secret("t0p/s3cr+t \"känary\"~value")

  /// Every form in which the token may turn up.
  private static var forms: [String] {
    let raw = token.exposed
    let alphabet = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."~"))
    let encoded =
      raw.addingPercentEncoding(
        withAllowedCharacters: alphabet.union(CharacterSet(charactersIn: "-._~"))) ?? ""
    let base64 = { (text: String) in Data(text.utf8).base64EncodedString() }
    return [
      raw, encoded, encoded.lowercased(), base64(raw), base64("x-access-token:\(raw)"),
      base64("git:\(raw)"), base64("a:\(raw)"), base64("ab:\(raw)"),
      base64(raw).replacing("/", with: "_").replacing("+", with: "-"),
    ]
  }

  /// What no form may leave behind: a part that is long enough to matter.
  private static func leaks(in text: String) -> [String] {
    forms.flatMap { form -> [String] in
      // The name before the colon is no secret: base64 tells it in its first twenty digits.
      let characters = Array(form.replacing("eC1hY2Nlc3MtdG9rZW46", with: ""))
      return stride(from: 4, to: characters.count - 16, by: 1).map {
        String(characters[$0..<($0 + 12)])
      }
    }.filter { text.contains($0) }
  }

  private func request(_ url: HTTPURL) throws -> HTTPRequest {
    var request = HTTPRequest(
      .get, try url.appending(query: [("q", Self.token.exposed)]),
      headers: ["X-Echo": "a"], body: .text(Self.forms.joined(separator: "\n")))
    request.authorization = .gitToken(Self.token)
    request.retry = .never
    return request
  }

  @Test(
    "whatever the server does with them",
    arguments: ["200 OK", "302 Found", "401 No", "500 Oops", "broken", "garbage", "hang"])
  func everyEnd(_ end: String) async throws {
    let echo = Self.forms.joined(separator: " ")
    let place = "Location: https://elsewhere.example/\(Self.forms[1])?token=abc&b=\(Self.forms[3])"
    let server = try ScriptedServer { _ in
      switch end {
      case "broken":
        .sendAndClose(Array("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n\(echo)".utf8))
      case "garbage": .sendAndClose(Array("\(echo)\r\n\r\n".utf8))
      case "hang": .sendAndStall("")
      default:
        .answer(end, echo, fields: [place, "X-Echo: \(Self.forms[3])", "Set-Cookie: s=c00kie"])
      }
    }
    let world = ClientWorld()
    var asked = try request(server.url)
    if end == "hang" { asked.limits.deadline = .milliseconds(200) }
    let request = asked
    var said = ""
    do throws(HTTPError) {
      let response = try await serve(server) { () async throws(HTTPError) in
        try await world.client().send(request)
      }
      #expect(response.text == echo)
    } catch {
      said = "\(error) \(error.url) \(error.kind)"
    }
    #expect(Self.leaks(in: said) == [])
    #expect(Self.leaks(in: world.log) == [])
    #expect(!world.log.contains("c00kie"))
    #expect(world.log.contains("[redacted]"))
    #expect(try world.parsedLines().count == 1)
  }

  private func serve<Value>(
    _ server: ScriptedServer, _ body: () async throws(HTTPError) -> Value
  ) async throws(HTTPError) -> Value {
    do { return try await server.serving(body) } catch let error as HTTPError { throw error } catch
    {
      fatalError("only HTTPError is thrown: \(error)")
    }
  }

  @Test("a secret that the end of a cut body cuts in two is not shown in part")
  func cut() async throws {
    let long = Secret(String(repeating: "abcdefghij", count: 40))
    for lead in stride(from: 600, to: 1100, by: 37) {
      let body = String(repeating: ".", count: lead) + long.exposed + "tail"
      let server = try ScriptedServer(.answer("200 OK", body))
      let world = ClientWorld()
      let client = world.client(secrets: [long], bodyLimit: 1000)
      try await server.serving { _ = try await client.send(HTTPRequest(.get, server.url)) }
      #expect(!world.log.contains("abcdefgh"))
    }
  }

  @Test("tokens that nobody named are known by their shape", arguments: ["ghs_", "github_pat_"])
  func shapes(prefix: String) async throws {
    let token = prefix + String(repeating: "Ab1", count: 12)
    let server = try ScriptedServer(.answer("201 Created", "{\"token\":\"\(token)\"}"))
    let world = ClientWorld()
    let response = try await server.serving {
      try await world.client().send(HTTPRequest(.get, server.url))
    }
    #expect(response.text.contains(token))
    #expect(!world.log.contains("Ab1Ab1"))
    #expect(world.log.contains("{\\\"token\\\":\\\"[redacted]\\\"}"))
  }

  @Test("a signed URL loses its signature, and only that")
  func signed() async throws {
    let server = try ScriptedServer(.answer())
    let url = try server.url.appending(
      query: [("X-Amz-Signature", "5ig"), ("page", "2"), ("sig", "5ig"), ("access_token", "5ig")])
    let world = ClientWorld()
    try await server.serving { _ = try await world.client().send(HTTPRequest(.get, url)) }
    #expect(!world.log.contains("5ig"))
    #expect(world.log.contains("page=2"))
    #expect(server.requests[0].target.contains("X-Amz-Signature=5ig"))
  }

  @Test("a secret prints as a mark wherever it is printed")
  func printing() {
    var dumped = ""
    dump(["k": Self.token], to: &dumped)
    let authorization = HTTPAuthorization.basic(user: "u", password: Self.token)
    for text in [dumped, "\(Self.token)", String(reflecting: Self.token), "\(authorization)"] {
      #expect(text.contains("[redacted]"))
      #expect(Self.leaks(in: text) == [])
    }
  }
}
