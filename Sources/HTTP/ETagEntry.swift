import Foundation
import JSON

/// An answer that was kept, with the tag under which the server knows it.
struct ETagEntry: Sendable, Equatable {
  /// In bytes; a larger body is not kept.
  static let largest = 8 << 20

  let etag: String
  let headers: HTTPHeaders
  let body: [UInt8]
  let finalURL: HTTPURL

  /// The entry of `response`, or nil when it is not one to keep.
  init?(_ response: HTTPResponse) {
    let control = response.headers.values(of: "Cache-Control").joined(separator: ",").lowercased()
    guard response.status == 200, let etag = response.headers["ETag"], !etag.isEmpty,
      response.body.count <= Self.largest, !control.contains("no-store"),
      response.finalURL.redacted == response.finalURL.description
    else { return nil }
    self.etag = etag
    headers = response.headers.removing { $0 == "set-cookie" }
    body = response.body
    finalURL = response.finalURL
  }

  /// The kept answer, with the fields that the 304 brought anew, such as rate limits.
  func response(confirmedBy answer: HTTPResponse) -> HTTPResponse {
    let news = answer.headers.removing { $0.hasPrefix("content-") || $0 == "transfer-encoding" }
    let renewed = Set(news.fields.map { $0.name.lowercased() })
    let old = headers.removing { renewed.contains($0) }
    return HTTPResponse(
      status: 200, headers: HTTPHeaders(old.fields + news.fields), body: body, finalURL: finalURL,
      isFromCache: true)
  }
}

// MARK: - On disk

extension ETagEntry {
  /// Reads what ``file(for:)`` wrote under the same key; nil for anything else, a flipped bit included.
  init?(file bytes: [UInt8], for key: String) {
    guard let value = try? JSONValue(parsing: bytes, limits: JSONLimits(size: 4 * Self.largest)),
      let kept = value["entry"], value["checksum"]?.string == fingerprint(of: kept.text()),
      kept["key"]?.string == key, let etag = kept["etag"]?.string,
      let url = kept["url"]?.string.flatMap({ try? HTTPURL($0) }),
      let body = kept["body"]?.string.flatMap({ Data(base64Encoded: $0) }),
      let fields = kept["headers"]?.array
    else { return nil }
    self.etag = etag
    finalURL = url
    self.body = Array(body)
    headers = HTTPHeaders(
      fields.compactMap { field in
        guard let name = field["name"]?.string, let value = field["value"]?.string else {
          return nil
        }
        return HTTPHeaders.Field(name: name, value: value)
      })
  }

  func file(for key: String) -> [UInt8] {
    let fields = headers.fields.map { field -> JSONValue in
      ["name": .string(field.name), "value": .string(field.value)]
    }
    let entry: JSONValue = [
      "key": .string(key), "etag": .string(etag), "url": .string(finalURL.description),
      "headers": .array(fields), "body": .string(Data(body).base64EncodedString()),
    ]
    let file: JSONValue = ["checksum": .string(fingerprint(of: entry.text())), "entry": entry]
    return Array(file.text().utf8)
  }
}

/// FNV-1a in 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>), as hexadecimal digits.
///
/// It finds damage and spreads names; it proves nothing against malice, and need not.
func fingerprint(of text: String) -> String {
  let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
    ($0 ^ UInt64($1)) &* 0x100_0000_01B3
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
