internal import CCurl
internal import SafeText

/// An absolute `http:` or `https:` URL without user, password or fragment, in normal form.
///
/// It is parsed by libcurl's own parser (<https://curl.se/libcurl/c/libcurl-url.html>), the one
/// that decides whom to call: two parsers that disagree about the host are how tokens get lost.
package struct HTTPURL: Sendable, Hashable, CustomStringConvertible {
  /// The whole URL. It may carry a signature in its query: messages show ``redacted``.
  package let description: String
  package let origin: HTTPOrigin
  /// Starts with a slash; percent-encoded as it is sent.
  package let path: String
  /// Without the question mark; nil when there is none.
  package let query: String?

  /// Parses `text`, or says why it may not be asked.
  package init(_ text: String) throws(HTTPURLError) {
    try self.init(ParsedURL(text))
  }

  private init(_ parsed: consuming ParsedURL) throws(HTTPURLError) {
    let name = parsed.part(CURLUPART_SCHEME) ?? ""
    guard let scheme = HTTPScheme(rawValue: name) else { throw unknownScheme(name) }
    let host = parsed.part(CURLUPART_HOST)?.lowercased() ?? ""
    guard !host.isEmpty, !host.hasPrefix("-") else { throw badHost() }
    try parsed.set(CURLUPART_HOST, host)
    guard let port = parsed.part(CURLUPART_PORT).flatMap(Int.init), port > 0 else {
      throw badPort()
    }
    origin = HTTPOrigin(scheme: scheme, host: host, port: port)
    path = parsed.part(CURLUPART_PATH) ?? "/"
    query = parsed.part(CURLUPART_QUERY)
    description = parsed.part(CURLUPART_URL, UInt32(CURLU_NO_DEFAULT_PORT)) ?? ""
  }

  /// The URL that `reference`, as a `Location` or `Link` field gives it, means on this page.
  ///
  /// Spaces and bytes outside ASCII are percent-encoded first, because servers do send them.
  package func resolving(_ reference: String) throws(HTTPURLError) -> HTTPURL {
    let parsed = try ParsedURL(description)
    let tolerated = reference.utf8.map { byte in
      byte == 0x20 || byte >= 0x80 ? percentEncoded(byte) : String(UnicodeScalar(byte))
    }
    try parsed.set(CURLUPART_URL, tolerated.joined())
    return try HTTPURL(parsed)
  }

  /// This URL with `segments` behind its path, each percent-encoded whole, slashes included.
  package func appending(path segments: String...) throws(HTTPURLError) -> HTTPURL {
    guard !segments.contains(where: { $0 == "." || $0 == ".." || $0.isEmpty }) else {
      throw badSegment()
    }
    let start = path.hasSuffix("/") ? String(path.dropLast()) : path
    let longer = ([start] + segments.map(percentEncoded)).joined(separator: "/")
    return try HTTPURL("\(origin)\(longer)\(query.map { "?" + $0 } ?? "")")
  }

  /// This URL with `items` behind its query, names and values percent-encoded.
  package func appending(query items: [(String, String)]) throws(HTTPURLError) -> HTTPURL {
    guard !items.isEmpty else { return self }
    let more = items.map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }
    let whole = ([query].compactMap(\.self) + more).joined(separator: "&")
    return try HTTPURL("\(origin)\(path)?\(whole)")
  }

  /// The URL as messages and logs may show it: values of query items that sign or authorize are hidden.
  package var redacted: String {
    guard let query else { return description }
    let items = query.split(separator: "&", omittingEmptySubsequences: false).map { item in
      let name = item.prefix { $0 != "=" }
      return isSigning(name.lowercased()) ? "\(name)=\(Redactor.mark)" : String(item)
    }
    return "\(origin)\(path)?\(items.joined(separator: "&"))"
  }
}

private func isSigning(_ name: String) -> Bool {
  ["token", "secret", "password", "signature", "credential", "api_key", "apikey"]
    .contains { name.contains($0) } || ["sig", "key", "jwt", "code", "auth"].contains(name)
}

/// `text` with all but RFC 3986's unreserved characters percent-encoded.
func percentEncoded(_ text: String) -> String {
  text.utf8.map { byte in
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
      String(UnicodeScalar(byte))
    default: percentEncoded(byte)
    }
  }.joined()
}

private func percentEncoded(_ byte: UInt8) -> String {
  "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}

private func unknownScheme(_ name: String) -> HTTPURLError {
  HTTPURLError(
    found: "the scheme \"\(visibleText(name, limit: 200))\" is not spoken",
    hint: "write a URL that starts with https://")
}

private func badHost() -> HTTPURLError {
  HTTPURLError(found: "the URL has no usable host", hint: "write https://host/path")
}

private func badPort() -> HTTPURLError {
  HTTPURLError(found: "the port is not a number from 1 to 65535", hint: "write https://host:443/")
}

private func badSegment() -> HTTPURLError {
  HTTPURLError(
    found: "an empty, \".\" or \"..\" path segment",
    hint: "name what is asked for; such a segment would ask for something else")
}

/// Why a text is not a URL that may be asked.
///
/// It never holds the text itself, which may hold a password.
package struct HTTPURLError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found.
  package let found: String
  /// What to write instead.
  package let hint: String

  package var description: String { "\(found)\n  hint: \(hint)" }
}
