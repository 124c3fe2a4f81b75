import JSON

extension Form where Value == Landing {
  /// How a schedule's rolls reach their branch.
  static let landing = Form.object("a landing", as: "land", "How a green roll reaches main.") {
    its in
    let pullRequest = its(.pullRequest, .flag, "Whether it goes through a pull request.")
    let merge: Field<Landing.Merge> = its(
      .merge, .choice(),
      "when-green: as soon as every required check has passed. by-hand: when a person merges it.")
    let method: Field<Landing.Method> = its(
      .method, .choice(),
      "fast-forward: the branch moves to exactly the commit that was validated. platform: the forge "
        + "merges the pull request, for branches that require it; if the merge changes the tree, it "
        + "is validated again.")
    let landing = try Landing(pullRequest: pullRequest(), merge: merge(), method: method())
    guard landing.pullRequest || landing.method != .platform else {
      method.cursor?.mistake(
        found: "\"platform\" without a pull request", expected: "\"pull-request\": true beside it",
        hint: "the forge merges pull requests and nothing else")
      throw Unread()
    }
    return landing
  }
}

extension Form where Value == BranchName {
  /// A branch that can be rolled.
  static let landingBranch: Form = branch.map { branch, cursor in
    let isRef = branch.description.hasPrefix("refs/") || branch.description == "HEAD"
    return isRef ? cursor.wrong(BranchName.grammar) : branch
  }
}

extension Form where Value == RequiredCheck {
  static let requiredCheck = Form.object(
    "a required check", as: "required-check", "A check that must be success."
  ) { its in
    let check = its(
      .check, .line("a check's name"), "The name of the check run, or the context of the status.")
    let app = its.optional(
      .app, .line("an app's slug or number"),
      "The app that it must come from, by its slug or number. Default: any app.")
    return try RequiredCheck(name: check(), app: app())
  }
}

extension Form where Value == String {
  fileprivate static func line(_ expected: String) -> Form {
    .text(expected, ["minLength": 1, "maxLength": 255]) { text in
      let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
      return (1...255).contains(text.unicodeScalars.count) && isPlain ? text : nil
    }
  }
}

extension Form where Value == RollLimits {
  static let limits = Form.object("limits", as: "limits", "The limits of one night.") { its in
    let standard = RollLimits.standard
    let validations = its.optional(
      .validations, .whole(1...10_000), else: standard.validations, "Validations in one night.")
    let attempts = its.optional(
      .attempts, .whole(1...100), else: standard.attemptsPerPinSet,
      "Attempts to judge one pin set on one target before the night ends as \"try later\".")
    let openFor = its.optional(
      .openFor, .openFor, else: standard.openFor,
      "How long a bump pull request may stay open before every report calls it overdue, at most "
        + "365 days.")
    let workers = its.optional(
      .workers, .whole(1...64), else: standard.workers, "Validations that run side by side.")
    return try RollLimits(
      validations: validations(), attemptsPerPinSet: attempts(), openFor: openFor(),
      workers: workers())
  }
}

private struct TimeUnit: Sendable {
  let word: String
  let seconds: Int64

  static let minute = TimeUnit(word: "minute", seconds: 60)
  static let hour = TimeUnit(word: "hour", seconds: 3_600)
  static let day = TimeUnit(word: "day", seconds: 86_400)
  static let week = TimeUnit(word: "week", seconds: 7 * 86_400)
}

// In seconds.
extension Form where Value == Int64 {
  /// How long a pull request may stay open.
  static let openFor = duration(
    [.hour, .day, .week], atMost: 365 * 86_400,
    "a time such as \"12 hours\", \"7 days\" or \"2 weeks\", at most 365 days")

  /// How long one night waits for others.
  static let patience = duration(
    [.minute, .hour], atMost: 12 * 3_600,
    "a time such as \"20 minutes\" or \"2 hours\", at most 12 hours")

  /// A number and a unit.
  private static func duration(_ units: [TimeUnit], atMost longest: Int64, _ expected: String)
    -> Form
  {
    let words = units.map(\.word).joined(separator: "|")
    let form = Form<String>.pattern("^[0-9]{1,5} (\(words))s?$", expected).map { text, cursor in
      let parts = text.split(separator: " ")
      let unit = units.first { parts[1].hasPrefix($0.word) }
      let seconds = Int64(parts[0]).flatMap { number in unit.map { number * $0.seconds } }
      return seconds.flatMap { (1...longest).contains($0) ? $0 : nil } ?? cursor.wrong(expected)
    }
    return Form(form.schema(), json: { told($0, units) }, read: form.read)
  }

  /// In the largest unit of which there are several.
  private static func told(_ seconds: Int64, _ units: [TimeUnit]) -> JSONValue? {
    let unit = units.last { seconds % $0.seconds == 0 && seconds > $0.seconds }
    return unit.map { .string("\(seconds / $0.seconds) \($0.word)s") }
  }
}
