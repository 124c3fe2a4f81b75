import Digest
import FlyingFox
import Foundation
import JSON

/// Puts a reply into HTTP with the headers that GitHub sends with every one.
struct Envelope {
  private let request: HTTPRequest
  private let now: Timestamp
  private let mark: String?

  init(_ request: HTTPRequest, at now: Timestamp, mark: String? = nil) {
    self.request = request
    self.now = now
    self.mark = mark
  }

  func response(_ reply: Reply) throws -> HTTPResponse {
    var headers = common()
    for (name, value) in reply.headers { headers[HTTPHeader(name)] = value }
    switch reply.content {
    case .none:
      return response(reply.status, headers, HTTPBodySequence(data: Data()))
    case .json(let json):
      headers[.contentType] = "application/json; charset=utf-8"
      return tagged(reply.status, headers, Data(json.text().utf8))
    case .text(let text, let type):
      headers[.contentType] = type
      // What is shown to people runs nothing and loads nothing from elsewhere.
      headers[HTTPHeader("Content-Security-Policy")] =
        "default-src 'none'; style-src 'unsafe-inline'"
      return tagged(reply.status, headers, Data(text.utf8))
    case .file(let location, let type, let name):
      headers[.contentType] = type
      headers[.contentDisposition] = "attachment; filename=\"\(name)\""
      return response(
        reply.status, headers, try HTTPBodySequence(file: location, suggestedBufferSize: 1 << 16))
    }
  }

  /// With an ETag; without the body when the client has it already.
  private func tagged(_ status: Int, _ headers: HTTPHeaders, _ body: Data) -> HTTPResponse {
    var headers = headers
    guard status == 200, request.method == .GET || request.method == .HEAD else {
      return response(status, headers, HTTPBodySequence(data: body))
    }
    let tag = "W/\"\(SHA256Digest(of: body).hexadecimal)\""
    headers[.eTag] = tag
    headers[.cacheControl] = "private, max-age=0, must-revalidate"
    guard request.headers[HTTPHeader("If-None-Match")] != tag else {
      return response(304, headers, HTTPBodySequence(data: Data()))
    }
    return response(200, headers, HTTPBodySequence(data: body))
  }

  private func response(
    _ status: Int, _ headers: HTTPHeaders, _ body: HTTPBodySequence
  ) -> HTTPResponse {
    var headers = headers
    // Without a reason: HTTP/2, which GitHub speaks, has none.
    let code = HTTPStatusCode(status, phrase: "")
    guard request.method == .HEAD else {
      return HTTPResponse(statusCode: code, headers: headers, body: body)
    }
    headers[.contentLength] = String(body.count ?? 0)
    return HTTPResponse(statusCode: code, headers: headers)
  }

  private func common() -> HTTPHeaders {
    var headers = HTTPHeaders()
    headers[HTTPHeader("Server")] = "LocalForge"
    if let mark { headers[HTTPHeader(LocalForgeServer.markHeader)] = mark }
    headers[HTTPHeader("Date")] = httpDate(now)
    headers[HTTPHeader("X-GitHub-Request-Id")] = UUID().uuidString
    headers[HTTPHeader("X-GitHub-Media-Type")] = "github.v3; format=json"
    headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
    headers[HTTPHeader("X-RateLimit-Limit")] = String(RateAllowance.limit)
    headers[HTTPHeader("X-RateLimit-Remaining")] = String(RateAllowance.limit)
    headers[HTTPHeader("X-RateLimit-Used")] = "0"
    headers[HTTPHeader("X-RateLimit-Reset")] = String(now.seconds + 3600)
    headers[HTTPHeader("X-RateLimit-Resource")] = "core"
    return headers
  }
}

/// A moment as HTTP writes it: `Fri, 13 Mar 2026 19:30:00 GMT` (RFC 9110 §5.6.7).
private func httpDate(_ time: Timestamp) -> String {
  let style = Date.VerbatimFormatStyle(
    format: """
      \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \
      \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
      \(second: .twoDigits) GMT
      """, locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
    calendar: Calendar(identifier: .gregorian))
  return Date(timeIntervalSince1970: TimeInterval(time.seconds)).formatted(style)
}
