/// Where a server may send a request on to.
///
/// Authorization never crosses an origin, a request that writes never crosses one either, and
/// `https:` never falls back to `http:`, whatever the policy.
package enum RedirectPolicy: Sendable, Equatable {
  /// A redirect is an error that names its target.
  case refuse
  /// A redirect is a response like any other.
  case report
  case follow(limit: Int, to: Destinations)

  /// The origins that may be sent on to.
  package enum Destinations: Sendable, Equatable {
    case sameOrigin
    /// The request's own origin and these.
    case origins(Set<HTTPOrigin>)
    /// Every origin that is spoken to over TLS: for public files whose hash is known.
    case anySecure
  }

  /// Up to five, within the request's origin.
  package static let sameOrigin = RedirectPolicy.follow(limit: 5, to: .sameOrigin)
}

extension RedirectPolicy {
  /// What is done about one answer.
  enum Step: Equatable {
    case answer
    case follow(HTTPMethod, HTTPURL)
    case refuse(to: String, because: String)
  }

  /// What to do about an answer with `status` and `location` to `method` at `url`.
  ///
  /// 303 turns into GET; the others are repeated as they were (RFC 9110 §15.4), as GitHub asks:
  /// <https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects>
  func step(
    after status: Int, location: String?, method: HTTPMethod, url: HTTPURL, followed: Int
  ) -> Step {
    guard [301, 302, 303, 307, 308].contains(status), let location else { return .answer }
    guard self != .report else { return .answer }
    do throws(HTTPURLError) {
      let target = try url.resolving(location)
      let next = status == 303 && method != .head ? HTTPMethod.get : method
      if let reason = objection(to: target, from: url, method: next, followed: followed) {
        return .refuse(to: target.redacted, because: reason)
      }
      return .follow(next, target)
    } catch {
      return .refuse(to: "a place that is not shown", because: error.found)
    }
  }

  private func objection(
    to target: HTTPURL, from url: HTTPURL, method: HTTPMethod, followed: Int
  ) -> String? {
    switch self {
    case .refuse: "this request follows none"
    case .report: nil
    case .follow(let limit, _) where followed >= limit: "\(limit) were followed already"
    case .follow(_, let destinations):
      destinations.objection(to: target, from: url, method: method)
    }
  }
}

extension RedirectPolicy.Destinations {
  fileprivate func objection(to target: HTTPURL, from url: HTTPURL, method: HTTPMethod) -> String? {
    guard target.origin != url.origin else { return nil }
    if url.origin.scheme == .https, target.origin.scheme == .http {
      return "it would leave TLS"
    }
    if target.origin.isLoopback, !url.origin.isLoopback { return "it points into this machine" }
    guard method.isSafe else { return "a \(method.rawValue) does not go to another origin" }
    switch self {
    case .sameOrigin: return "only \(url.origin) is allowed"
    case .origins(let allowed):
      return allowed.contains(target.origin) ? nil : "\(target.origin) is not on the list"
    case .anySecure: return target.origin.scheme == .https ? nil : "only https is allowed"
    }
  }
}
