import Foundation

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
  /// Whether `http:` may leave this machine. Loopback needs no permission.
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

/// What a request asks the server to do (RFC 9110 §9).
package enum HTTPMethod: String, Sendable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case options = "OPTIONS"
  case put = "PUT"
  case delete = "DELETE"
  case post = "POST"
  case patch = "PATCH"

  /// Whether doing it twice is the same as doing it once (RFC 9110 §9.2.2).
  package var isIdempotent: Bool {
    switch self {
    case .get, .head, .options, .put, .delete: true
    case .post, .patch: false
    }
  }

  /// Whether it only reads (RFC 9110 §9.2.1).
  package var isSafe: Bool {
    switch self {
    case .get, .head, .options: true
    case .put, .delete, .post, .patch: false
    }
  }
}

/// What a request carries.
package enum HTTPBody: Sendable, Equatable {
  case none
  case bytes([UInt8])
  /// The regular file at this place, streamed; it is read again when the request is repeated.
  case file(URL)

  /// The UTF-8 form of `text`.
  package static func text(_ text: String) -> HTTPBody { .bytes(Array(text.utf8)) }
}

/// How long an exchange may take, and how much it may bring.
///
/// The durations hold for one attempt: its redirects are inside, waits between attempts are not.
package struct HTTPLimits: Sendable, Equatable {
  /// From the first look at the name server to the last byte.
  package var deadline: Duration
  /// Until a connection stands, TLS included.
  package var connect: Duration
  /// Without a byte in either direction; whole seconds, at least one.
  package var idle: Duration
  /// Of the response's body, in bytes, after decompression. Nil: 64 MiB when it is kept in memory,
  /// 4 GiB when it goes to a file or a receiver.
  package var size: Int?

  package init(
    deadline: Duration = .seconds(60), connect: Duration = .seconds(15),
    idle: Duration = .seconds(30), size: Int? = nil
  ) {
    self.deadline = deadline
    self.connect = connect
    self.idle = idle
    self.size = size
  }
}

/// How a request proves who sends it; it is sent to the request's own origin and to no other.
package enum HTTPAuthorization: Sendable, Equatable {
  /// A token as the REST API takes it (RFC 6750).
  case bearer(Secret)
  /// A user and password (RFC 7617), which is how git over HTTP takes a token:
  /// <https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/authenticating-as-a-github-app-installation>
  case basic(user: String, password: Secret)

  /// The user name `x-access-token`, under which GitHub takes any token as password.
  package static func gitToken(_ token: Secret) -> HTTPAuthorization {
    .basic(user: "x-access-token", password: token)
  }

  var secret: Secret {
    switch self {
    case .bearer(let token): token
    case .basic(_, let password): password
    }
  }

  /// The value of the `Authorization` field.
  var field: String {
    switch self {
    case .bearer(let token): "Bearer \(token.exposed)"
    case .basic(let user, let password):
      "Basic " + Data("\(user):\(password.exposed)".utf8).base64EncodedString()
    }
  }
}
