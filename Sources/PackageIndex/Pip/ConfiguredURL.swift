import Foundation
import HTTP

/// An address as pip takes it: a URL whose user and password, if any, are set apart.
struct ConfiguredURL: Sendable, Equatable {
  let url: HTTPURL
  let authorization: HTTPAuthorization?

  /// Parses `text`, which may hold `user:password@`.
  init(_ text: String) throws(HTTPURLError) {
    guard let span = userInfo(of: text) else {
      url = try HTTPURL(text)
      authorization = nil
      return
    }
    url = try HTTPURL(text.replacingCharacters(in: span.lowerBound..<span.upperBound, with: ""))
    let info = text[span].dropLast()
    let parts = info.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map { String($0).removingPercentEncoding ?? String($0) }
    authorization = .basic(
      user: parts.first ?? "", password: Secret(parts.count == 2 ? parts[1] : ""))
  }
}

/// `text` with the user and password of every URL in it hidden.
func redactingUserInfo(_ text: String) -> String {
  text.split(separator: " ", omittingEmptySubsequences: false).map { word in
    let word = String(word)
    guard let span = userInfo(of: word) else { return word }
    return word.replacingCharacters(in: span, with: "[redacted]@")
  }.joined(separator: " ")
}

/// Where `user:password@` stands in a URL: up to the last `@` of the authority (RFC 3986 §3.2).
private func userInfo(of text: String) -> Range<String.Index>? {
  guard let scheme = text.range(of: "://") else { return nil }
  let rest = text[scheme.upperBound...]
  let authority = rest[..<(rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex)]
  guard let at = authority.lastIndex(of: "@") else { return nil }
  return authority.startIndex..<text.index(after: at)
}
