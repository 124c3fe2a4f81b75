internal import CCurl
import Foundation

/// How long a server asks to be left alone (RFC 9110 §10.2.3).
package struct RetryAfter: Sendable, Equatable {
  /// Never negative, never more than a year: a number with forty digits is not a plan.
  package let delay: Duration

  static let longest = Duration.seconds(365 * 86_400)

  /// Parses seconds or a date in any of HTTP's three forms; nil for anything else.
  ///
  /// A negative number or a date that has passed asks for no wait.
  package init?(_ text: String, now: Date) {
    let text = text.trimmingCharacters(in: .whitespaces)
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    if !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      let seconds = text.hasPrefix("-") ? 0 : Double(digits) ?? .infinity
      self.init(seconds: seconds)
    } else {
      // https://curl.se/libcurl/c/curl_getdate.html; the second argument is not used any more.
      let time = curl_getdate(text, nil)
      guard time >= 0 else { return nil }
      self.init(seconds: Date(timeIntervalSince1970: Double(time)).timeIntervalSince(now))
    }
  }

  private init(seconds: Double) {
    let longest = Double(Self.longest.components.seconds)
    delay = .seconds(min(max(seconds, 0), longest).rounded(.up))
  }
}
