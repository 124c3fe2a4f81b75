import ReleaseModel

/// A commit's message, as far as it says something of pins.
package struct ChangeMessage: Sendable {
  package let text: String
  private let trailers: MessageTrailers

  /// What messages are called where mistakes name files.
  package static let file = "commit message"

  package init(_ text: String) {
    self.text = text
    trailers = MessageTrailers(text)
  }

  /// Whether it says why a pin goes back: by a trailer, or because git itself says what it reverts
  /// (<https://git-scm.com/docs/git-revert>).
  var statesReason: Bool {
    trailers[HandBumpMessage.downgradeToken].contains { !$0.isEmpty }
      || RevertMessage(text) != nil
  }

  /// Whether it has the trailers that only a roll writes.
  package var claimsRoll: Bool {
    ["Roll-Schedule", "Roll-Slot", "Validated"].contains { !trailers[$0].isEmpty }
  }

  /// The pin sets that it names.
  var pinSets: [String] { trailers["Pin-Set"] }

  /// Whether it says what moved, so that it can be held to it.
  package var claimsBumps: Bool { claimsRoll || !pinSets.isEmpty || HandBumpMessage(text) != nil }

  /// The lines that say what moved.
  var bumpLines: [BumpMessage.Line] { lines.compactMap { BumpMessage.Line($0) } }

  /// Where `text` stands.
  func place(of part: String) -> Place {
    Place(line: (lines.firstIndex { $0.contains(part) } ?? 0) + 1)
  }

  private var lines: [Substring] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }
}
