import Errors
import HTTP
import JSON
import ReleaseModel
import Rolling

/// GitHub's REST API: JSON in, JSON out, its refusals as ``Failure``.
///
/// A read that met trouble is sent three times at most. A write is sent again only when it is certain
/// that nothing came of it; otherwise it is ``Failure/Kind/moved``: roller reads the state again.
struct RESTClient: Sendable {
  let api: HTTPURL
  let token: Secret?
  let http: HTTPClient
  let cache: ETagCache
  let clock: NightClock
  let limits: HTTPLimits
  let pacer: WritePacer

  /// The version that we speak; `2022-11-28` answers differ only in what we do not read.
  static let version = "2026-03-10"
  /// More pages than this are a loop, whatever they say.
  static let pageLimit = 100

  /// The one object or list at `path`.
  func get(
    _ path: [String], query: [(String, String)] = [], doing what: String
  ) async throws(Failure) -> Reply {
    try await answer(to: try request(.get, url(path, query, what)), what).reply
  }

  /// The same, or nil when the forge has, or shows, nothing there.
  func find(_ path: [String], doing what: String) async throws(Failure) -> Reply? {
    let request = try request(.get, url(path, [], what))
    do throws(RESTFailure) { return try await exchange(request, what).reply } catch {
      guard error.status == 404 else { throw error.error }
      return nil
    }
  }

  /// All pages of the list at `path`, at most `limit` entries, by the `Link` field:
  /// <https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api>.
  ///
  /// The list may be a member, called `key`, of what each page answers.
  func list(
    _ path: [String], query: [(String, String)] = [], key: String? = nil, limit: Int = 300,
    doing what: String
  ) async throws(Failure) -> [Reply] {
    var next: HTTPURL? = try url(path, query + [("per_page", "100")], what)
    var seen: Set<HTTPURL> = []
    var entries: [Reply] = []
    while let page = next, entries.count < limit {
      guard seen.insert(page).inserted else { throw repeated(page, what) }
      guard seen.count <= Self.pageLimit else { throw tooManyPages(page, what) }
      let answer = try await answer(to: try request(.get, page), what)
      if let key {
        entries += try answer.reply.list(key)
      } else {
        entries += try answer.reply.elements()
      }
      next = try LinkField(answer.headers.values(of: "Link"))["next"]
        .map { (link) throws(Failure) in try sameOrigin(link, page, what) }
    }
    return Array(entries.prefix(limit))
  }

  /// Writes and answers what the forge made of it.
  @discardableResult
  func write(
    _ method: HTTPMethod, _ path: [String], _ body: JSONValue, doing what: String
  ) async throws(Failure) -> Reply {
    try await answer(to: try writing(method, url(path, [], what), body), what).reply
  }

  /// Puts, and leaves it to the caller what a refusal means.
  func put(
    _ path: [String], _ body: JSONValue, doing what: String
  ) async throws(RESTFailure) -> Reply {
    let request: HTTPRequest
    do throws(Failure) { request = try writing(.put, url(path, [], what), body) } catch {
      throw RESTFailure(error: error, isRepeatable: false)
    }
    return try await exchange(request, what).reply
  }

  /// Posts to an address of the same origin that is not below the API's root.
  func post(
    to url: HTTPURL, _ body: JSONValue, doing what: String
  ) async throws(Failure) -> Reply {
    try await answer(to: try writing(.post, url, body), what).reply
  }

  private func writing(
    _ method: HTTPMethod, _ url: HTTPURL, _ body: JSONValue
  ) throws(Failure) -> HTTPRequest {
    var request = try request(method, url)
    request.body = .text(body.text(.compact))
    request.headers["Content-Type"] = "application/json"
    return request
  }

  /// Deletes; what is gone already is done.
  ///
  /// GitHub says 404 also to those who may not delete, so that word is not taken for the deed.
  func delete(_ path: [String], doing what: String) async throws(Failure) {
    let request = try request(.delete, url(path, [], what))
    do throws(RESTFailure) { _ = try await exchange(request, what) } catch {
      guard error.status == 404, try await find(path, doing: what) == nil else {
        throw error.error
      }
    }
  }

  /// Sends a prepared request; its answer is never empty.
  func answer(to request: HTTPRequest, _ what: String) async throws(Failure) -> RESTAnswer {
    do throws(RESTFailure) { return try await exchange(request, what) } catch { throw error.error }
  }

  func request(_ method: HTTPMethod, _ url: HTTPURL) throws(Failure) -> HTTPRequest {
    var request = HTTPRequest(method, url)
    request.headers["Accept"] = "application/vnd.github+json"
    request.headers["X-GitHub-Api-Version"] = Self.version
    request.authorization = token.map(HTTPAuthorization.bearer)
    request.limits = limits
    // Whether to send again is decided here, where GitHub's words about limits are understood.
    request.retry = .never
    return request
  }

  private func url(
    _ path: [String], _ query: [(String, String)], _ what: String
  ) throws(Failure) -> HTTPURL {
    do throws(HTTPURLError) {
      var url = api
      for segment in path { url = try url.appending(path: segment) }
      return try url.appending(query: query)
    } catch {
      throw Failure(.rejected, doing: what, found: error.found, hint: error.hint)
    }
  }

  private func sameOrigin(
    _ link: String, _ page: HTTPURL, _ what: String
  ) throws(Failure) -> HTTPURL {
    let target = try? page.resolving(link)
    guard let target, target.origin == api.origin else {
      throw Failure(
        .rejected, doing: what, found: "a next page on another host",
        hint: "the token goes to \(api.origin) only; see --http-log")
    }
    return target
  }
}

private func repeated(_ page: HTTPURL, _ what: String) -> Failure {
  Failure(
    .malformed, doing: what, found: "the page \(page.redacted) names itself as the next",
    hint: "see --http-log")
}

private func tooManyPages(_ page: HTTPURL, _ what: String) -> Failure {
  Failure(
    .malformed, doing: what,
    found: "more than \(RESTClient.pageLimit) pages, the last \(page.redacted)",
    hint: "see --http-log")
}
