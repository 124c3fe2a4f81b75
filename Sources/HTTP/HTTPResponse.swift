/// What the server answered; statuses of 400 and above are answers too.
package struct HTTPResponse: Sendable, Equatable {
  package let status: Int
  package let headers: HTTPHeaders
  /// Decompressed. Empty when a success went to a file or a receiver.
  package let body: [UInt8]
  /// The URL that answered, behind all redirects.
  package let finalURL: HTTPURL
  /// Whether the server said 304 and the body is the one that was kept.
  package let isFromCache: Bool

  package init(
    status: Int, headers: HTTPHeaders = [:], body: [UInt8] = [], finalURL: HTTPURL,
    isFromCache: Bool = false
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.finalURL = finalURL
    self.isFromCache = isFromCache
  }

  /// Whether the status is one of 200…299.
  package var isSuccess: Bool { (200..<300).contains(status) }

  /// The body as UTF-8 text, with U+FFFD for invalid bytes.
  package var text: String { String(decoding: body, as: UTF8.self) }
}
