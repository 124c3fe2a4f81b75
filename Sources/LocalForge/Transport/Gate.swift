import Digest
import Foundation

/// Who may come in.
///
/// Without a token everybody on this machine may, but no web page that a browser on this machine
/// happens to show: neither by a form or script (`Origin`), nor under a borrowed name (`Host`).
struct Gate: Sendable {
  /// The digest, so that comparing takes the same time for every wrong token.
  private let token: SHA256Digest?
  private let isUnixSocket: Bool

  init(token: String?, isUnixSocket: Bool) {
    self.token = token.map { SHA256Digest(of: $0) }
    self.isUnixSocket = isUnixSocket
  }

  /// The headers that decide.
  struct Visitor: Sendable, Equatable {
    var host: String?
    var origin: String?
    var authorization: String?
  }

  func check(_ visitor: Visitor) throws(Refusal) {
    guard isUnixSocket || visitor.host.map(isLoopback) ?? true else {
      throw Refusal(403, "This forge answers to loopback names only")
    }
    if let origin = visitor.origin, origin != visitor.host.map({ "http://" + $0 }) {
      throw Refusal(403, "Requests from other origins are refused")
    }
    guard let token else { return }
    guard let given = visitor.authorization.flatMap(credential) else {
      throw Refusal(401, "Requires authentication")
    }
    guard SHA256Digest(of: given) == token else { throw .badCredentials }
  }

  /// The secret in an Authorization header: `token …`, `Bearer …`, or Basic's password.
  private func credential(_ header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    switch parts[0].lowercased() {
    case "token", "bearer": return String(parts[1])
    case "basic":
      guard let data = Data(base64Encoded: String(parts[1])) else { return nil }
      let text = String(decoding: data, as: UTF8.self)
      return text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).last
        .map { String($0) }
    default: return nil
    }
  }

  private func isLoopback(_ host: String) -> Bool {
    let name = hostName(host).lowercased()
    return name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]"
      || (name.hasPrefix("127.") && name.allSatisfy { $0.isNumber || $0 == "." })
  }

  private func hostName(_ host: String) -> Substring {
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return host[...end] }
    return host.prefix { $0 != ":" }
  }
}
