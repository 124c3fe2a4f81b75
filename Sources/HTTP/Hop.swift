internal import SafeText

/// One request to one origin: an attempt, or a redirect's next step, ready to be sent.
struct Hop: Sendable {
  var method: HTTPMethod
  var url: HTTPURL
  /// Everything that is sent, `Authorization` included.
  var headers: HTTPHeaders
  var body: HTTPBody
  /// What is left of the deadline.
  var time: Duration
  let limits: HTTPLimits
  /// In bytes, of the response's body.
  let size: Int
  /// Whether a connection that was used before may be used. libcurl repeats a request by itself
  /// when such a one turns out to be dead, which only a repeatable request may suffer:
  /// <https://curl.se/libcurl/c/CURLOPT_FRESH_CONNECT.html>
  let mayReuseConnection: Bool
  /// Whether the server is told that it may compress.
  let acceptsEncodings: Bool
  /// Of the response's body, in bytes, for the log.
  let sampleSize: Int
  let redactor: Redactor

  func error(
    _ kind: HTTPError.Kind, _ found: String, hint: String, reached: Bool,
    response: HTTPResponse? = nil, underlying: (any Error)? = nil
  ) -> HTTPError {
    HTTPError(
      kind: kind, method: method, url: redactor.redacted(url.redacted),
      found: visibleText(redactor.redacted(found), limit: 200), hint: redactor.redacted(hint),
      mayHaveReachedServer: reached, response: response, underlying: underlying)
  }
}

extension Hop {
  init(_ request: HTTPRequest, _ setup: HopSetup) {
    method = request.method
    url = request.url
    headers = request.headers
    body = request.body
    time = request.limits.deadline
    limits = request.limits
    size = request.limits.size ?? (setup.isStreamed ? 4 << 30 : 64 << 20)
    mayReuseConnection = request.isRepeatable
    acceptsEncodings = setup.acceptsEncodings
    sampleSize = setup.sampleSize
    redactor = setup.redactor
    if headers["User-Agent"] == nil { headers["User-Agent"] = setup.userAgent }
    if let authorization = request.authorization { headers["Authorization"] = authorization.field }
  }

  /// The next step of a redirect to `target`.
  ///
  /// Another origin gets only those fields that are about content: a list of what may pass cannot
  /// forget a name under which some forge takes a token.
  func redirected(to target: HTTPURL, method: HTTPMethod, after elapsed: Duration) -> Hop {
    var next = self
    next.method = method
    next.url = target
    next.time = time - elapsed
    if method != self.method {
      next.body = .none
      next.headers = next.headers.removing { $0.hasPrefix("content-") }
    }
    if target.origin != url.origin {
      let passing: Set = ["accept", "accept-language", "range", "user-agent"]
      next.headers = next.headers.removing { !passing.contains($0) }
    }
    return next
  }
}

/// What the client knows about a hop besides the request.
struct HopSetup {
  let userAgent: String
  let isStreamed: Bool
  var acceptsEncodings: Bool
  let sampleSize: Int
  let redactor: Redactor
}
