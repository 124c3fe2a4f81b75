import Foundation

/// A moment to the second, written as GitHub writes it: `2026-03-13T19:30:00Z`.
struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Since 1970, UTC.
  let seconds: Int64

  init(seconds: Int64) {
    self.seconds = seconds
  }

  init(_ date: Date) {
    seconds = Int64(date.timeIntervalSince1970.rounded(.down))
  }

  /// Parses RFC 3339, with `Z` or an offset.
  init?(_ text: String) {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    self.init(date)
  }

  var description: String {
    Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
  }

  static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}
