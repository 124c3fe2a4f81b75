import Digest

// Trailers as <https://git-scm.com/docs/git-interpret-trailers> reads them: the last paragraph, each
// line a token, a colon and a value.

extension BumpMessage: CustomStringConvertible {
  package var description: String {
    let body = lines.map { "\($0)\n" }.joined()
    return subject + "\n\n" + (body.isEmpty ? "" : body + "\n") + trailers
  }

  /// The last paragraph.
  package var trailers: String {
    var trailers = "Roll-Schedule: \(schedule)\nRoll-Slot: \(slot)\nPin-Set: \(pinSet)\n"
    for record in validated { trailers += "Validated: \(record.target) \(record.evidence)\n" }
    if let asOf { trailers += "As-Of: \(asOf)\n" }
    return trailers
  }

  /// Parses what `description` prints; nil for any other text, an edited one included.
  ///
  /// Line ends at the end do not count, because forges and `git commit` differ about them.
  package init?(_ text: String) {
    let trimmed = Self.withoutLastLineEnds(text)
    let paragraphs = trimmed.split(separator: "\n\n").map { $0.split(separator: "\n") }
    guard text.utf8.count <= 100_000, (2...3).contains(paragraphs.count), let last = paragraphs.last
    else { return nil }
    self.init(
      lines: paragraphs.count == 3 ? paragraphs[1].compactMap { Line($0) } : [], trailers: last)
    guard Self.withoutLastLineEnds(description) == trimmed else { return nil }
  }

  /// Parses the message of a release's tag, which ends with the trailers of its roll and says what moved
  /// in indented lines.
  ///
  /// Where the platform or a person landed the roll in words of their own, its tag still tells.
  package init?(tag text: String) {
    let trimmed = Self.withoutLastLineEnds(text)
    let paragraphs = trimmed.split(separator: "\n\n").map { $0.split(separator: "\n") }
    guard text.utf8.count <= 1_000_000, let last = paragraphs.last else { return nil }
    let moved = paragraphs.first { $0.first == "Moved:" } ?? []
    self.init(
      lines: moved.dropFirst().compactMap { $0.hasPrefix("  ") ? Line($0.dropFirst(2)) : nil },
      trailers: last)
    guard Self.withoutLastLineEnds(trailers) == last.joined(separator: "\n") else { return nil }
  }

  private init?(lines: [Line], trailers: [Substring]) {
    guard trailers.count >= 3,
      let schedule = Self.value(trailers[0], of: "Roll-Schedule").flatMap(ScheduleName.init(_:)),
      let slot = Self.value(trailers[1], of: "Roll-Slot").flatMap(Timestamp.init(_:)),
      let pinSet = Self.value(trailers[2], of: "Pin-Set").flatMap(SHA256Digest.init(_:))
    else { return nil }
    self.init(
      schedule: schedule, slot: slot, lines: lines, pinSet: pinSet,
      validated: trailers.dropFirst(3).compactMap(Self.validated))
    asOf = trailers.last.flatMap { Self.value($0, of: "As-Of") }.flatMap(CalendarDate.init(_:))
  }

  /// Parses the message of a bump that GitHub squashed: it adds the pull request's number to the subject
  /// (<https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#merge-message-for-a-squash-merge>).
  package init?(squashed text: String) {
    let subject = text.prefix { $0 != "\n" }
    guard let mark = subject.lastIndex(of: "#"), subject[..<mark].hasSuffix(" ("),
      subject.hasSuffix(")"), subject[mark...].dropFirst().dropLast().allSatisfy(\.isNumber)
    else { return nil }
    self.init(String(subject[..<mark].dropLast(2) + text[subject.endIndex...]))
  }

  /// What follows the subject.
  package var body: String {
    String(description.dropFirst(subject.count).drop { $0 == "\n" })
  }

  private static func withoutLastLineEnds(_ text: String) -> Substring {
    var text = text[...]
    while text.last == "\n" { text.removeLast() }
    return text
  }

  private static func value(_ line: Substring, of token: String) -> String? {
    line.hasPrefix(token + ": ") ? String(line.dropFirst(token.count + 2)) : nil
  }

  private static func validated(_ line: Substring) -> Validated? {
    guard let value = value(line, of: "Validated") else { return nil }
    let words = value.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 2, let target = TargetName(words[0]),
      let evidence = SHA256Digest(words[1])
    else { return nil }
    return Validated(target: target, evidence: evidence)
  }
}

extension BumpMessage.Line: CustomStringConvertible {
  package var description: String { "\(component): \(from) -> \(to)" }

  /// Parses what `description` prints; nil for any other line.
  package init?(_ text: some StringProtocol) {
    let words = String(text).split(separator: Character(" "), omittingEmptySubsequences: false)
      .map { String($0) }
    guard words.count == 4, words[0].hasSuffix(":"), words[2] == "->",
      let component = ComponentName(String(words[0].dropLast()))
    else { return nil }
    self.init(component: component, from: words[1], to: words[3])
  }
}
