import JSON

/// Reads a number and a unit, such as `7 days`.
struct DurationReader {
  struct Unit {
    let word: String
    let seconds: Int64

    static let minute = Unit(word: "minute", seconds: 60)
    static let hour = Unit(word: "hour", seconds: 3_600)
    static let day = Unit(word: "day", seconds: 86_400)
    static let week = Unit(word: "week", seconds: 7 * 86_400)
  }

  let units: [Unit]
  /// What a message says is expected, such as `a time such as "7 days"`.
  let expected: String
  /// In seconds.
  let longest: Int64

  /// How long a pull request may stay open.
  static let openFor = DurationReader(
    units: [.hour, .day, .week],
    expected: "a time such as \"12 hours\", \"7 days\" or \"2 weeks\", at most 365 days",
    longest: 365 * 86_400)

  /// How long one night waits for others.
  static let patience = DurationReader(
    units: [.minute, .hour],
    expected: "a time such as \"20 minutes\" or \"2 hours\", at most 12 hours",
    longest: 12 * 3_600)

  /// In seconds; nil after a mistake.
  func seconds(_ cursor: Cursor) -> Int64? {
    guard let text = cursor.text(expected: expected) else { return nil }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, (1...5).contains(words[0].utf8.count),
      words[0].utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(words[0]),
      let unit = units.first(where: { words[1] == $0.word || words[1] == $0.word + "s" }),
      number > 0, number * unit.seconds <= longest
    else { return cursor.wrong(expected) }
    return number * unit.seconds
  }
}
