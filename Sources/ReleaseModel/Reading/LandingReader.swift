import JSON

/// Reads how a schedule's rolls reach their branch.
struct LandingReader {
  func landing(_ cursor: Cursor) -> Landing? {
    guard let members = cursor.members(.landing) else { return nil }
    _ = members["why"]?.text()
    let pullRequest = members["pull-request"]?.flag()
    let merge = members["merge"]?.choice(of: Landing.Merge.self)
    let method = members["method"]?.choice(of: Landing.Method.self)
    guard let pullRequest, let merge, let method else { return nil }
    guard pullRequest || method != .platform else {
      members["method"]?.mistake(
        found: "\"platform\" without a pull request", expected: "\"pull-request\": true beside it",
        hint: "the forge merges pull requests and nothing else")
      return nil
    }
    return Landing(pullRequest: pullRequest, merge: merge, method: method)
  }

  /// The rolled branch, `.some(nil)` where none is named, and nil after a mistake.
  func branch(_ cursor: Cursor?) -> BranchName?? {
    guard let cursor else { return .some(nil) }
    guard let text = cursor.text(expected: BranchName.grammar) else { return nil }
    guard let name = BranchName(text), !text.hasPrefix("refs/"), text != "HEAD" else {
      return cursor.wrong(BranchName.grammar)
    }
    return .some(name)
  }

  func required(_ cursor: Cursor?) -> [RequiredCheck]? {
    guard let cursor else { return [] }
    return cursor.list(of: "required checks") { entry in
      guard let members = entry.members(.requiredCheck) else { return nil }
      _ = members["why"]?.text()
      let app = members["app"].map { name($0, of: "an app's slug or number") }
      guard let check = members["check"].flatMap({ name($0, of: "a check's name") }) else {
        return nil
      }
      if case .some(nil) = app { return nil }
      return RequiredCheck(name: check, app: app ?? nil)
    }
  }

  private func name(_ cursor: Cursor, of what: String) -> String? {
    guard let text = cursor.text(expected: what) else { return nil }
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard (1...255).contains(text.count), isPlain else { return cursor.wrong(what) }
    return text
  }
}

/// Reads the limits of a schedule; what is not given is as ``RollLimits/standard`` has it.
struct LimitsReader {
  func limits(_ cursor: Cursor) -> RollLimits? {
    guard let members = cursor.members(.limits) else { return nil }
    _ = members["why"]?.text()
    let standard = RollLimits.standard
    let validations = whole(members["validations"], in: 1...10_000, else: standard.validations)
    let attempts = whole(
      members["attempts-per-pin-set"], in: 1...100, else: standard.attemptsPerPinSet)
    let workers = whole(members["workers"], in: 1...64, else: standard.workers)
    let openFor = members["open-for"].map(DurationReader.openFor.seconds) ?? standard.openFor
    guard let validations, let attempts, let workers, let openFor else { return nil }
    return RollLimits(
      validations: validations, attemptsPerPinSet: attempts, openFor: openFor, workers: workers)
  }

  private func whole(_ cursor: Cursor?, in range: ClosedRange<Int64>, else standard: Int) -> Int? {
    guard let cursor else { return standard }
    return cursor.whole(in: range).map(Int.init)
  }
}

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
