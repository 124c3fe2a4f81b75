import Digest

extension BumpMessage: CustomStringConvertible {
  package var description: String {
    var text = subject + "\n\n"
    for line in lines { text += "\(line.component): \(line.from) -> \(line.to)\n" }
    text += "\nRoll-Schedule: \(schedule)\nRoll-Slot: \(slot)\nPin-Set: \(pinSet)\n"
    for record in validated { text += "Validated: \(record.target) \(record.evidence)\n" }
    return text
  }

  /// Parses what `description` prints; nil for any other text, an edited one included.
  package init?(_ text: String) {
    let paragraphs = text.split(separator: "\n\n", omittingEmptySubsequences: false)
    guard paragraphs.count == 3 else { return nil }
    var trailers = paragraphs[2].split(separator: "\n").compactMap(Self.trailer)[...]
    guard let schedule = trailers.popFirst()?.value(of: "Roll-Schedule").flatMap(ScheduleName.init),
      let slot = trailers.popFirst()?.value(of: "Roll-Slot").flatMap(Timestamp.init(_:)),
      let pinSet = trailers.popFirst()?.value(of: "Pin-Set").flatMap(SHA256Digest.init(_:))
    else { return nil }
    self.init(
      schedule: schedule, slot: slot,
      lines: paragraphs[1].split(separator: "\n").compactMap(Self.line), pinSet: pinSet,
      validated: trailers.compactMap { $0.value(of: "Validated").flatMap(Self.validated) })
    guard description == text else { return nil }
  }

  private struct Trailer {
    let key: String
    let text: String

    func value(of key: String) -> String? { key == self.key ? text : nil }
  }

  private static func trailer(_ line: Substring) -> Trailer? {
    guard let colon = line.firstRange(of: ": ") else { return nil }
    return Trailer(
      key: String(line[..<colon.lowerBound]), text: String(line[colon.upperBound...]))
  }

  private static func line(_ text: Substring) -> Line? {
    guard let colon = text.firstRange(of: ": "), let arrow = text.firstRange(of: " -> "),
      colon.upperBound <= arrow.lowerBound,
      let component = ComponentName(String(text[..<colon.lowerBound]))
    else { return nil }
    return Line(
      component: component, from: String(text[colon.upperBound..<arrow.lowerBound]),
      to: String(text[arrow.upperBound...]))
  }

  private static func validated(_ text: String) -> Validated? {
    let words = text.split(separator: " ")
    guard words.count == 2, let target = TargetName(String(words[0])),
      let evidence = SHA256Digest(String(words[1]))
    else { return nil }
    return Validated(target: target, evidence: evidence)
  }
}
