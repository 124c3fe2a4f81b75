/// One request, with everything that bounds it.
package struct HTTPRequest: Sendable {
  package var method: HTTPMethod
  package var url: HTTPURL
  /// Sent as they are. `Authorization` belongs into ``authorization``, where it is redacted.
  package var headers: HTTPHeaders
  package var body: HTTPBody
  package var authorization: HTTPAuthorization?
  /// Further secrets that the request or its response holds: they are hidden in log and errors.
  package var secrets: [Secret] = []
  package var limits = HTTPLimits()
  package var redirects = RedirectPolicy.sameOrigin
  package var retry = RetryPolicy.standard
  /// Whether doing it twice does no harm. Nil: as the method promises. git's fetch is a POST that
  /// only reads; a POST that creates something is not repeated, its caller looks whether it is there.
  package var mayBeRepeated: Bool?
  /// The path of the Unix socket to talk to instead of the URL's host.
  package var unixSocket: String?
  /// Whether `http:` may leave this machine. Loopback and Unix sockets need no permission.
  package var allowsCleartext = false

  package init(
    _ method: HTTPMethod = .get, _ url: HTTPURL, headers: HTTPHeaders = [:], body: HTTPBody = .none
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// Whether it may be sent again although the server may have acted on it.
  var isRepeatable: Bool { mayBeRepeated ?? method.isIdempotent }
}
