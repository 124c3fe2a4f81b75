import Foundation
import HTTP
import JSON
import Rolling

/// GitHub's REST API: JSON in, JSON out, its refusals as ``ForgeError``.
struct RESTClient: Sendable {
  let api: HTTPURL
  let token: Secret?
  let http: HTTPClient
  let cache: ETagCache
  let clock: NightClock
  /// Waited before each write.
  let pause: Duration

  /// The version that we speak; `2022-11-28` answers differ only in what we do not read.
  static let version = "2026-03-10"

  /// The one object or list at `path`.
  func get(
    _ path: [String], query: [(String, String)] = [], doing what: String
  ) async throws(ForgeError) -> Reply {
    let request = try request(.get, url(path, query, what))
    return try reply(to: try await send(request, what), what)
  }

  /// All pages of the list at `path`, at most `limit` entries, by the `Link` field:
  /// <https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api>.
  func list(
    _ path: [String], query: [(String, String)] = [], limit: Int = 300, doing what: String
  ) async throws(ForgeError) -> [Reply] {
    var next: HTTPURL? = try url(path, query + [("per_page", "100")], what)
    var seen: Set<HTTPURL> = []
    var entries: [Reply] = []
    while let page = next, entries.count < limit {
      guard seen.insert(page).inserted else { throw repeated(page, what) }
      let response = try await send(try request(.get, page), what)
      entries += try reply(to: response, what).elements()
      next = try response.headers["Link"].flatMap(nextPage).map { (link) throws(ForgeError) in
        try sameOrigin(link, page, what)
      }
    }
    return Array(entries.prefix(limit))
  }

  /// Writes; nil when the answer has no body.
  @discardableResult
  func write(
    _ method: HTTPMethod, _ path: [String], _ body: JSONValue? = nil, doing what: String
  ) async throws(ForgeError) -> Reply? {
    var request = try request(method, url(path, [], what))
    if let body {
      request.body = .text(body.text(.compact))
      request.headers["Content-Type"] = "application/json"
    }
    return try await write(request, what)
  }

  /// Sends a prepared write.
  func write(_ request: HTTPRequest, _ what: String) async throws(ForgeError) -> Reply? {
    try await rest(what)
    let response = try await send(request, what)
    return response.body.isEmpty ? nil : try reply(to: response, what)
  }

  func request(_ method: HTTPMethod, _ url: HTTPURL) throws(ForgeError) -> HTTPRequest {
    var request = HTTPRequest(method, url)
    request.headers["Accept"] = "application/vnd.github+json"
    request.headers["X-GitHub-Api-Version"] = Self.version
    request.authorization = token.map(HTTPAuthorization.bearer)
    return request
  }

  private func rest(_ what: String) async throws(ForgeError) {
    guard pause > .zero else { return }
    do { try await clock.sleep(pause) } catch {
      throw ForgeError(
        kind: .tryLater(afterSeconds: nil), doing: what, found: "interrupted", hint: "roll again")
    }
  }

  private func send(
    _ request: HTTPRequest, _ what: String
  ) async throws(ForgeError) -> HTTPResponse {
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await http.send(request, keptIn: cache)
    } catch {
      if let answer = error.response, !answer.isSuccess, answer.status >= 400 {
        throw refusal(answer, what)
      }
      throw ForgeError(error, doing: what, isWrite: !request.method.isSafe)
    }
    guard response.isSuccess else { throw refusal(response, what) }
    return response
  }

  private func refusal(_ response: HTTPResponse, _ what: String) -> ForgeError {
    Refusal(response, now: clock.now()).error(doing: "\(what) (\(response.finalURL.redacted))")
  }

  private func reply(to response: HTTPResponse, _ what: String) throws(ForgeError) -> Reply {
    do throws(JSONError) {
      return Reply(value: try JSONValue(parsing: response.body), pointer: "", doing: what)
    } catch {
      throw ForgeError(
        kind: .tryLater(afterSeconds: nil), doing: what,
        found: "\(response.status) with a body that is not JSON: \(error)",
        hint: "a proxy or an outage page may have answered; see --http-log")
    }
  }

  private func url(
    _ path: [String], _ query: [(String, String)], _ what: String
  ) throws(ForgeError) -> HTTPURL {
    do throws(HTTPURLError) {
      var url = api
      for segment in path { url = try url.appending(path: segment) }
      return try url.appending(query: query)
    } catch {
      throw ForgeError(kind: .refused, doing: what, found: error.found, hint: error.hint)
    }
  }

  private func sameOrigin(
    _ link: String, _ page: HTTPURL, _ what: String
  ) throws(ForgeError) -> HTTPURL {
    let target = try? page.resolving(link)
    guard let target, target.origin == api.origin else {
      throw ForgeError(
        kind: .malformed, doing: what, found: "a next page on another host",
        hint: "the token goes to \(api.origin) only; see --http-log")
    }
    return target
  }
}

private func repeated(_ page: HTTPURL, _ what: String) -> ForgeError {
  ForgeError(
    kind: .malformed, doing: what, found: "the page \(page.redacted) names itself as the next",
    hint: "see --http-log")
}

/// The URL of `rel="next"` (RFC 8288), if there is one.
private func nextPage(_ field: String) -> String? {
  for link in field.split(separator: ",") where link.contains("rel=\"next\"") {
    guard let open = link.firstIndex(of: "<"), let close = link.firstIndex(of: ">"), open < close
    else { continue }
    return String(link[link.index(after: open)..<close])
  }
  return nil
}
