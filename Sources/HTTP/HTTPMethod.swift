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
