import Digest

/// The message of a bump commit; prints and parses back to the same value.
///
/// The release log is read out of these messages, so nothing in them is upstream's text: names have
/// our grammar, labels are plain (``GitPin/isPlainLabel(_:)``).
package struct BumpMessage: Sendable, Hashable {
  /// One moved component, as the message says it.
  package struct Line: Sendable, Hashable {
    package let component: ComponentName
    package let from: String
    package let to: String

    /// A line whose ends are plain labels; nil otherwise.
    package init?(component: ComponentName, from: String, to: String) {
      guard GitPin.isPlainLabel(from), GitPin.isPlainLabel(to) else { return nil }
      self.component = component
      self.from = from
      self.to = to
    }

    init(_ bump: Bump) {
      component = bump.component
      from = bump.from.plainLabel
      to = bump.to.plainLabel
    }
  }

  /// The evidence of one target.
  package struct Validated: Sendable, Hashable {
    package let target: TargetName
    package let evidence: SHA256Digest

    package init(target: TargetName, evidence: SHA256Digest) {
      self.target = target
      self.evidence = evidence
    }

    package init(_ evidence: Evidence) {
      self.init(target: evidence.subject.target, evidence: evidence.digest)
    }
  }

  package let schedule: ScheduleName
  package let slot: Timestamp
  package let lines: [Line]
  package let pinSet: SHA256Digest
  package var validated: [Validated]
  /// The last day of what had landed upstream for this roll; nil when all had that there was.
  package var asOf: CalendarDate?

  package init(
    schedule: ScheduleName, slot: Timestamp, lines: [Line], pinSet: SHA256Digest,
    validated: [Validated]
  ) {
    self.schedule = schedule
    self.slot = slot
    self.lines = lines
    self.pinSet = pinSet
    self.validated = validated
  }

  /// The message of a roll that makes `bumps`.
  package init(
    schedule: ScheduleName, slot: Timestamp, bumps: [Bump], pinSet: SHA256Digest,
    evidence: [Evidence]
  ) {
    self.init(
      schedule: schedule, slot: slot, lines: bumps.map(Line.init), pinSet: pinSet,
      validated: evidence.map(Validated.init))
  }

  /// `Roll iree and openxla-nvgpu (nightly)`.
  package var subject: String { bumpSubject(of: lines.map(\.component), by: "\(schedule)") }
}

extension Pin {
  /// What people call it, in characters that mean nothing to a forge.
  package var plainLabel: String {
    if GitPin.isPlainLabel(label) { return label }
    switch self {
    case .git(let pin): return pin.revision.abbreviated
    // An epoch's "!" and its length are all that a version can have against it.
    case .wheel(let pin):
      return String(pin.version.description.replacing("!", with: "-").prefix(100))
    }
  }
}

/// `Roll iree and openxla-nvgpu (nightly)`: at most 72 columns where the names allow it, the width
/// at which GitHub folds a subject.
func bumpSubject(of components: [ComponentName], by mover: String) -> String {
  let ending = " (\(mover))"
  let listings = listings(of: components.map(\.description))
  let fitting = listings.first { $0.count + ending.count <= 72 }
  return (fitting ?? listings[listings.count - 1]) + ending
}

/// What moves, the longest way of saying it first.
private func listings(of names: [String]) -> [String] {
  let count = "Roll \(names.count) component" + (names.count == 1 ? "" : "s")
  guard let last = names.last else { return [count] }
  guard names.count > 2 else { return ["Roll " + names.joined(separator: " and "), count] }
  let whole = "Roll " + names.dropLast().joined(separator: ", ") + " and " + last
  let shorter = (1..<names.count - 1).reversed().map { shown in
    "Roll " + names.prefix(shown).joined(separator: ", ") + " and \(names.count - shown) more"
  }
  return [whole] + shorter + [count]
}

extension BumpMessage {
  /// The roll that a commit of main brought: its own message is the bump's, or the bump's as GitHub squashes
  /// it, or it merges (`merged`, the message of its second parent) a bump.
  ///
  /// Which of them it is depends on who pressed what: a push, a squash, or a merge, whose message is the
  /// platform's own
  /// (<https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges>).
  package init?(landedAs message: String, merging merged: String? = nil) {
    guard
      let bump = BumpMessage(message) ?? BumpMessage(squashed: message)
        ?? merged.flatMap({ BumpMessage($0) })
    else { return nil }
    self = bump
  }
}
