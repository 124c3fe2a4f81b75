import Foundation

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
