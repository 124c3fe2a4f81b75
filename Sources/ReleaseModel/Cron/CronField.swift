/// One field of a cron expression: the values at which it holds.
struct CronField: Sendable, Hashable {
  enum Kind: Sendable, CaseIterable {
    case minute, hour, dayOfMonth, month, dayOfWeek
  }

  /// Bit n is set when value n is in the field.
  private var bits: UInt64 = 0
  /// Whether the text has a `*`, which changes how the two day fields combine.
  let hasStar: Bool

  /// Parses a comma-separated list of values, ranges and steps.
  init(_ text: String, kind: Kind) throws(CronFaults.Fault) {
    hasStar = text.contains("*")
    for element in text.split(separator: ",", omittingEmptySubsequences: false) {
      for value in try Self.values(of: String(element), kind: kind) {
        bits |= 1 << UInt64(kind == .dayOfWeek ? value % 7 : value)
      }
    }
  }

  func contains(_ value: Int) -> Bool { bits & (1 << UInt64(value)) != 0 }

  /// In ascending order.
  var values: [Int] { (0..<60).filter(contains) }

  private static func values(of element: String, kind: Kind) throws(CronFaults.Fault)
    -> StrideThrough<Int>
  {
    let parts = element.split(separator: "/", omittingEmptySubsequences: false)
    let bounds = parts.first?.split(separator: "-", omittingEmptySubsequences: false) ?? []
    guard parts.count <= 2, bounds.count <= 2, let low = bounds.first, let high = bounds.last else {
      throw wrong(element, kind: kind, hint: nil)
    }
    let isStar = bounds == ["*"]
    let first = isStar ? kind.range.lowerBound : try value(low, in: element, kind: kind)
    let last = isStar ? kind.lastOfStar : try value(high, in: element, kind: kind)
    guard first <= last else {
      throw wrong(element, kind: kind, hint: "a range goes upwards; write two ranges with a comma")
    }
    guard parts.count == 2 else { return stride(from: first, through: last, by: 1) }
    guard isStar || bounds.count == 2 else {
      let range = "\(low)-\(kind.range.upperBound)/\(parts[1])"
      throw wrong(element, kind: kind, hint: "a step needs a range: \(plain(range))")
    }
    guard let step = number(parts[1]), (1...kind.range.upperBound).contains(step) else {
      throw wrong(element, kind: kind, hint: "a step is 1 to \(kind.range.upperBound)")
    }
    return stride(from: first, through: last, by: step)
  }

  private static func value(_ text: Substring, in element: String, kind: Kind)
    throws(CronFaults.Fault) -> Int
  {
    if let number = number(text), kind.range.contains(number) { return number }
    if let place = kind.names.firstIndex(of: text.lowercased()) {
      return kind == .month ? place + 1 : place
    }
    throw wrong(element, kind: kind, hint: nil)
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  private static func wrong(_ element: String, kind: Kind, hint: String?) -> CronFaults.Fault {
    CronFaults.Fault(
      part: .expression, found: "\(quoted(element)) for the \(kind)",
      expected: kind.grammar, hint: hint)
  }
}

extension CronField.Kind: CustomStringConvertible {
  var description: String {
    switch self {
    case .minute: "minute"
    case .hour: "hour"
    case .dayOfMonth: "day of the month"
    case .month: "month"
    case .dayOfWeek: "day of the week"
    }
  }

  var range: ClosedRange<Int> {
    switch self {
    case .minute: 0...59
    case .hour: 0...23
    case .dayOfMonth: 1...31
    case .month: 1...12
    case .dayOfWeek: 0...7
    }
  }

  /// Sunday may be written 0 or 7, and `*` has it once.
  var lastOfStar: Int { self == .dayOfWeek ? 6 : range.upperBound }

  var names: [String] {
    switch self {
    case .minute, .hour, .dayOfMonth: []
    case .month:
      ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    case .dayOfWeek: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    }
  }

  var grammar: String {
    let words = names.isEmpty ? "" : ", or \(names[0])-\(names[names.count - 1])"
    return
      "\(range.lowerBound)-\(range.upperBound)\(words), as \"*\", values, ranges, steps or lists"
  }
}
