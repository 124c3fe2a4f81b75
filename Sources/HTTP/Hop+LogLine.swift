import Foundation
import JSON

extension Hop {
  /// This hop and its end, as the log tells it.
  func logLine(
    _ report: TransferReport, _ failure: HTTPError?, attempt: Int, at time: Date, bodyLimit: Int
  ) -> JSONValue {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    var request = loggedBody(of: body, limit: bodyLimit)
    request["headers"] = logged(headers)
    var line = JSONObject([
      ("time", .string(time.formatted(style))), ("method", .string(method.rawValue)),
      ("url", .string(redactor.redacted(url.redacted))), ("attempt", .integer(Int64(attempt))),
      ("request", .object(request)),
    ])
    if report.status > 0 {
      var response = logged(report.sample, of: report.received)
      response["headers"] = logged(report.headers)
      line["status"] = .integer(Int64(report.status))
      line["response"] = .object(response)
    }
    if let failure { line["error"] = .string(failure.found) }
    line["milliseconds"] = .integer(Int64(report.elapsed / .milliseconds(1)))
    return .object(line)
  }

  private func loggedBody(of body: HTTPBody, limit: Int) -> JSONObject {
    switch body {
    case .none: JSONObject([("bytes", 0)])
    case .bytes(let bytes): logged(Array(bytes.prefix(limit)), of: bytes.count)
    case .file(let url): JSONObject([("file", .string(redactor.redacted(url.path)))])
    }
  }

  /// A body by its size, and by its text when it is one.
  ///
  /// Where it was cut, so much more is left out that no part of a secret can be at the end.
  private func logged(_ sample: [UInt8], of count: Int) -> JSONObject {
    var members = JSONObject([("bytes", .integer(Int64(count)))])
    var kept = redactor.redacted(sample)
    if sample.count < count { kept.removeLast(min(kept.count, redactor.longestForm - 1)) }
    while let last = kept.last, sample.count < count, last >= 0x80 { kept.removeLast() }
    if !kept.isEmpty, !kept.contains(0), let text = String(validating: kept, as: UTF8.self) {
      members["body"] = .string(text)
    }
    return members
  }

  private func logged(_ headers: HTTPHeaders) -> JSONValue {
    .object(
      JSONObject(
        Dictionary(grouping: headers.fields) { $0.name.lowercased() }
          .sorted { $0.key < $1.key }
          .map { name, fields in
            (redactor.redacted(name), .string(logged(fields, called: name)))
          }))
  }

  private func logged(_ fields: [HTTPHeaders.Field], called name: String) -> String {
    let isSecret =
      ["authorization", "proxy-authorization", "cookie", "set-cookie"].contains(name)
      || ["token", "secret", "api-key", "apikey"].contains { name.contains($0) }
    guard !isSecret else { return Redactor.mark }
    let value = fields.map(\.value).joined(separator: ", ")
    guard name == "location" else { return redactor.redacted(value) }
    // Where it leads may be signed, or hold a password.
    return (try? url.resolving(value)).map { redactor.redacted($0.redacted) } ?? Redactor.mark
  }
}
