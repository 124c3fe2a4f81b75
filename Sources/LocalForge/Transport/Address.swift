import Foundation

/// The path of a request's target, decoded and without the API's prefix.
struct Address: Sendable, Equatable {
  let segments: [String]
  let query: Query
  /// `/api/v3` when the client used GitHub Enterprise's prefix, else empty.
  let prefix: String

  /// Parses a target as HTTP writes it: a path, or a whole address when the client thinks that we are
  /// a proxy. Nil when an escape is broken.
  init?(path: String, query: String) {
    var path = path[...]
    if let scheme = path.range(of: "://") {
      path = path[scheme.upperBound...].drop { $0 != "/" }
    }
    var raw = path.split(separator: "/")[...]
    if raw.starts(with: ["api", "v3"]) {
      prefix = "/api/v3"
      raw = raw.dropFirst(2)
    } else if raw.starts(with: ["api", "uploads"]) {
      prefix = "/api/v3"
      raw = raw.dropFirst(2)
    } else {
      prefix = ""
    }
    var segments: [String] = []
    for part in raw {
      guard let decoded = percentDecoded(part) else { return nil }
      segments.append(decoded)
    }
    self.segments = segments
    self.query = Query(query)
  }
}
