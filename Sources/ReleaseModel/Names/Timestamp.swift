/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
///
/// Seconds are what git, GitHub and package indexes agree on; arithmetic on them needs no calendar.
package struct Timestamp: Sendable, Hashable, Comparable {
  package let seconds: Int64

  package init(seconds: Int64) {
    self.seconds = seconds
  }

  /// The moment that `text` names in the UTC form of RFC 3339, `2026-11-22T03:30:00Z`; fractions of a
  /// second are cut off. Nil for anything else.
  package init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count >= 20, digits.last == UInt8(ascii: "Z"), digits[10] == UInt8(ascii: "T"),
      let day = CalendarDate(String(text.prefix(10))),
      let hour = Self.number(digits, 11, below: 24), digits[13] == UInt8(ascii: ":"),
      let minute = Self.number(digits, 14, below: 60), digits[16] == UInt8(ascii: ":"),
      let second = Self.number(digits, 17, below: 61)
    else { return nil }
    let rest = digits[19..<(digits.count - 1)]
    let isFraction =
      rest.first == UInt8(ascii: ".") && rest.count > 1
      && rest.dropFirst().allSatisfy { (48...57).contains($0) }
    guard rest.isEmpty || isFraction else { return nil }
    self.init(seconds: day.days * 86_400 + Int64(hour * 3_600 + minute * 60 + min(second, 59)))
  }

  /// The UTC day that this moment falls in.
  package var day: CalendarDate {
    CalendarDate(days: seconds.quotientRoundedDown(by: 86_400))
  }

  package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

  private static func number(_ digits: [UInt8], _ start: Int, below limit: Int) -> Int? {
    let tens = Int(digits[start]) - 48
    let ones = Int(digits[start + 1]) - 48
    guard (0...9).contains(tens), (0...9).contains(ones), tens * 10 + ones < limit else {
      return nil
    }
    return tens * 10 + ones
  }
}

extension Timestamp: CustomStringConvertible {
  package var description: String {
    let ofDay = seconds - day.days * 86_400
    let parts = [ofDay / 3_600, ofDay / 60 % 60, ofDay % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(day)T" + parts.joined(separator: ":") + "Z"
  }
}
