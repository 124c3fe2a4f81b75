import JSON

/// Reads the limits of a schedule; what is not given is as ``RollLimits/standard`` has it.
struct LimitsReader {
  private static let units: [(word: String, seconds: Int64)] = [
    ("hour", 3_600), ("day", 86_400), ("week", 7 * 86_400),
  ]
  private static let longest: Int64 = 365 * 86_400

  func limits(_ cursor: Cursor) -> RollLimits? {
    guard let members = cursor.members(.limits) else { return nil }
    _ = members["why"]?.text()
    let standard = RollLimits.standard
    let validations = whole(members["validations"], in: 1...10_000, else: standard.validations)
    let attempts = whole(
      members["attempts-per-pin-set"], in: 1...100, else: standard.attemptsPerPinSet)
    let workers = whole(members["workers"], in: 1...64, else: standard.workers)
    let openFor = members["open-for"].map(duration) ?? standard.openFor
    guard let validations, let attempts, let workers, let openFor else { return nil }
    return RollLimits(
      validations: validations, attemptsPerPinSet: attempts, openFor: openFor, workers: workers)
  }

  private func whole(_ cursor: Cursor?, in range: ClosedRange<Int64>, else standard: Int) -> Int? {
    guard let cursor else { return standard }
    return cursor.whole(in: range).map(Int.init)
  }

  /// A number and a unit, in seconds.
  private func duration(_ cursor: Cursor) -> Int64? {
    let expected = "a time such as \"12 hours\", \"7 days\" or \"2 weeks\", at most 365 days"
    guard let text = cursor.text(expected: expected) else { return nil }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, (1...5).contains(words[0].utf8.count),
      words[0].utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(words[0]),
      let unit = Self.units.first(where: { words[1] == $0.word || words[1] == $0.word + "s" }),
      number > 0, number * unit.seconds <= Self.longest
    else { return cursor.wrong(expected) }
    return number * unit.seconds
  }
}
