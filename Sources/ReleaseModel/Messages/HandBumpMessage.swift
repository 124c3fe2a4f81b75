import Digest

/// The message of a bump that a person makes: like a roll's, but by hand and without evidence.
///
/// Prints and parses back to the same value; unlike a roll's message it still parses when its author
/// has added paragraphs, because the reasons of people are worth more than a fixed form.
package struct HandBumpMessage: Sendable, Hashable {
  package let lines: [BumpMessage.Line]
  /// Of all pins after the bump.
  package let pinSet: SHA256Digest
  /// Why a pin goes back, if one does.
  package let downgradeReason: String?

  /// The trailer that lets a pin go back.
  package static let downgradeToken = "Downgrade-Reason"

  package init(lines: [BumpMessage.Line], pinSet: SHA256Digest, downgradeReason: String? = nil) {
    self.lines = lines
    self.pinSet = pinSet
    // A trailer is one line, and an empty reason is none.
    let words = downgradeReason?.split(whereSeparator: \.isWhitespace) ?? []
    self.downgradeReason = words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// The message of `bumps`, after which `pins` are pinned.
  package init(bumps: [Bump], pins: PinSet, downgradeReason: String? = nil) {
    self.init(
      lines: bumps.map(BumpMessage.Line.init), pinSet: pins.digest,
      downgradeReason: downgradeReason)
  }

  /// `Roll iree and xla (by hand)`. No schedule can have that name.
  package var subject: String { bumpSubject(of: lines.map(\.component), by: Self.mover) }

  private static let mover = "by hand"
}

extension HandBumpMessage: CustomStringConvertible {
  package var description: String {
    let body = lines.map { "\($0)\n" }.joined()
    let reason = downgradeReason.map { "\(Self.downgradeToken): \($0)\n" } ?? ""
    return subject + "\n\n" + (body.isEmpty ? "" : body + "\n") + reason + "Pin-Set: \(pinSet)\n"
  }

  /// Parses what `description` prints, whatever its author added between; nil for other messages.
  package init?(_ text: String) {
    let paragraphs = messageParagraphs(text)
    let trailers = MessageTrailers(text)
    guard text.utf8.count <= 100_000, let subject = paragraphs.first?.first,
      subject.hasPrefix("Roll "), subject.hasSuffix("(\(Self.mover))"),
      let pinSet = trailers["Pin-Set"].first.flatMap(SHA256Digest.init(_:))
    else { return nil }
    self.init(
      lines: paragraphs.dropFirst().joined().compactMap { BumpMessage.Line($0) }, pinSet: pinSet,
      downgradeReason: trailers[Self.downgradeToken].first)
  }
}
