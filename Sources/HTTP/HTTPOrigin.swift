/// The part of a URL that decides who is spoken to: scheme, host and port (RFC 6454).
package struct HTTPOrigin: Sendable, Hashable, CustomStringConvertible {
  package let scheme: HTTPScheme
  /// In lower case; an IPv6 address in brackets, an IPv4 address in its dotted form.
  package let host: String
  package let port: Int

  init(scheme: HTTPScheme, host: String, port: Int) {
    self.scheme = scheme
    self.host = host
    self.port = port
  }

  /// Parses `https://host` or `https://host:port`; whatever follows is left out.
  package init(_ text: String) throws(HTTPURLError) {
    self = try HTTPURL(text).origin
  }

  package var description: String {
    port == scheme.defaultPort ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
  }

  /// Whether it can only be this machine.
  ///
  /// libcurl never asks a name server for `localhost` (<https://curl.se/mail/lib-2020-11/0015.html>),
  /// and writes every spelling of an IPv4 address in dotted form before this is asked.
  package var isLoopback: Bool {
    host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" || isLoopbackAddress
  }

  private var isLoopbackAddress: Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

/// The two protocols that are spoken.
package enum HTTPScheme: String, Sendable, CustomStringConvertible {
  case http
  case https

  package var defaultPort: Int {
    switch self {
    case .http: 80
    case .https: 443
    }
  }

  package var description: String { rawValue }
}
