/// The shape of a path: literal segments, `{name}` for one segment, `{name+}` for one or more.
///
/// References and file paths contain slashes, which clients send both raw and as `%2F`.
struct RoutePattern: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case literal(String)
    case one(String)
    case many(String)
  }

  private let parts: [Part]

  init(_ text: String) {
    parts = text.split(separator: "/").map { segment in
      guard segment.hasPrefix("{"), segment.hasSuffix("}") else { return .literal(String(segment)) }
      let name = segment.dropFirst().dropLast()
      return name.hasSuffix("+") ? .many(String(name.dropLast())) : .one(String(name))
    }
  }

  /// What `segments` bind when they have this shape; nil when they have not.
  func match(_ segments: [String]) -> [String: String]? {
    match(parts[...], segments[...])
  }

  private func match(
    _ parts: ArraySlice<Part>, _ segments: ArraySlice<String>
  ) -> [String: String]? {
    guard let part = parts.first else { return segments.isEmpty ? [:] : nil }
    guard let segment = segments.first else { return nil }
    switch part {
    case .literal(let text):
      return text == segment ? match(parts.dropFirst(), segments.dropFirst()) : nil
    case .one(let name):
      return match(parts.dropFirst(), segments.dropFirst())?
        .merging([name: segment]) { _, new in new }
    case .many(let name):
      for length in stride(from: segments.count, to: 0, by: -1) {
        let taken = segments.prefix(length).joined(separator: "/")
        if let rest = match(parts.dropFirst(), segments.dropFirst(length)) {
          return rest.merging([name: taken]) { _, new in new }
        }
      }
      return nil
    }
  }
}
