import ReleaseModel

extension PinAim {
  /// Parses what follows the `@`; nil when it means nothing.
  package init?(revision text: String) {
    if text == "latest" {
      self = .latest
    } else if let revision = Revision(text.lowercased()) {
      self = .revision(revision)
    } else if Self.isPrefix(text) {
      self = .prefix(text)
    } else if text.hasPrefix("{") {
      guard let moment = Self.moment(text) else { return nil }
      self = moment
    } else if let count = Self.steps(text) {
      self = .steps(count)
    } else if let name = BranchName(text), !Self.isZero(text), !text.hasPrefix("+") {
      self = .name(name)
    } else {
      return nil
    }
  }

  /// `+12` or `-3`; nil for anything else, 0 included.
  static func steps(_ text: String) -> Int? {
    let digits = text.dropFirst()
    guard let sign = text.first, "+-".contains(sign), (1...7).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits), count > 0
    else { return nil }
    return sign == "-" ? -count : count
  }

  private static func isPrefix(_ text: String) -> Bool {
    (4..<40).contains(text.utf8.count)
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  private static func moment(_ text: String) -> PinAim? {
    guard text.hasSuffix("}") else { return nil }
    let inner = String(text.dropFirst().dropLast())
    if let day = CalendarDate(inner) { return .day(day) }
    return Timestamp(inner).map(PinAim.moment)
  }

  /// All zeros is git's way to say "no commit".
  private static func isZero(_ text: String) -> Bool {
    [40, 64].contains(text.utf8.count) && text.allSatisfy { $0 == "0" }
  }
}
