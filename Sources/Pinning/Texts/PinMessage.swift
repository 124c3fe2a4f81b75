import ReleaseModel

/// The commit message of what an order came to.
///
/// Pins that move make it a ``HandBumpMessage``, with what was decided beside them in a paragraph of
/// its own; decisions alone have a subject of their own, as nothing is rolled.
package struct PinMessage: Sendable, Hashable, CustomStringConvertible {
  package let subject: String
  package let description: String

  /// The message of `outcome`, after which `pins` are pinned.
  package init(
    _ outcome: PinOutcome, pins: PinSet, downgrade: Reason?, evidence: [Evidence] = []
  ) {
    let notes = outcome.notes.map { "\($0)\n" }.joined()
    let validated = evidence.map { "Validated: \($0.subject.target) \($0.digest)\n" }.joined()
    guard !outcome.moves.isEmpty else {
      subject = Self.subject(of: outcome.notes)
      description = "\(subject)\n\n\(notes)\nPin-Set: \(pins.digest)\n\(validated)"
      return
    }
    let message = HandBumpMessage(
      bumps: outcome.moves.map(\.bump), pins: pins,
      downgradeReason: outcome.goesBack ? downgrade?.description : nil)
    subject = message.subject
    let (body, trailers) = Self.parts(of: "\(message)")
    description = body + (notes.isEmpty ? "" : "\n\n" + notes.dropLast()) + trailers + validated
  }

  /// What stands before the last paragraph, and that with the blank line before it.
  private static func parts(of text: String) -> (String, String) {
    let last = text.ranges(of: "\n\n").last?.lowerBound ?? text.startIndex
    return (String(text[..<last]), String(text[last...]))
  }

  /// `Hold iree and xla`.
  private static func subject(of notes: [PinNote]) -> String {
    var names: [String] = []
    for note in notes where !names.contains("\(note.component)") {
      names.append("\(note.component)")
    }
    let verbs = Set(notes.map(\.verb))
    let verb = verbs.count == 1 ? verbs.first ?? "" : "Decide about"
    let all = "\(verb) " + names.joined(separator: " and ")
    return all.count <= 72 ? all : "\(verb) \(names.count) components"
  }
}

extension PinNote: CustomStringConvertible {
  package var component: ComponentName {
    switch self {
    case .hold(let name, _), .unhold(let name), .deny(let name, _, _), .allow(let name, _): name
    }
  }

  /// As a line of a message: `iree: held: why`.
  package var description: String {
    switch self {
    case .hold(let name, let why): "\(name): held: \(why)"
    case .unhold(let name): "\(name): no longer held"
    case .deny(let name, let revision, let why): "\(name): denied \(revision): \(why)"
    case .allow(let name, let revision): "\(name): no longer denied \(revision)"
    }
  }

  fileprivate var verb: String {
    switch self {
    case .hold: "Hold"
    case .unhold: "Unhold"
    case .deny: "Deny a revision of"
    case .allow: "Allow a revision of"
    }
  }
}
