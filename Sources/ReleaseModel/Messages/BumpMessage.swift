import Digest

/// The message of a bump commit; prints and parses back to the same value.
///
/// The release log is read out of these messages, so they hold nothing that upstream wrote beyond
/// labels of a harmless alphabet. Trailers: <https://git-scm.com/docs/git-interpret-trailers>.
package struct BumpMessage: Sendable, Hashable {
  /// One moved component, as the message says it.
  package struct Line: Sendable, Hashable {
    package let component: ComponentName
    package let from: String
    package let to: String

    package init(component: ComponentName, from: String, to: String) {
      self.component = component
      self.from = from
      self.to = to
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
  }

  package let schedule: ScheduleName
  package let slot: Timestamp
  package let lines: [Line]
  package let pinSet: SHA256Digest
  package let validated: [Validated]

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
      schedule: schedule, slot: slot,
      lines: bumps.map {
        Line(component: $0.component, from: plainLabel($0.from), to: plainLabel($0.to))
      },
      pinSet: pinSet,
      validated: evidence.map { Validated(target: $0.subject.target, evidence: $0.digest) })
  }

  /// `Roll iree and openxla-nvgpu (nightly)`; at most three components are named.
  package var subject: String {
    let names = lines.map(\.component.description)
    let listed: String
    switch names.count {
    case 0: listed = "nothing"
    case 1: listed = names[0]
    case 2: listed = "\(names[0]) and \(names[1])"
    case 3: listed = "\(names[0]), \(names[1]) and \(names[2])"
    default: listed = "\(names[0]), \(names[1]) and \(names.count - 2) more"
    }
    return "Roll \(listed) (\(schedule))"
  }
}

/// The label if it is made of a harmless alphabet, else the short revision or a normalised version.
private func plainLabel(_ pin: Pin) -> String {
  let label = pin.label
  let isHarmless =
    (1...80).contains(label.utf8.count)
    && label.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "._+!-".utf8.contains(byte)
    }
  switch pin {
  case .git(let pin): return isHarmless ? label : pin.revision.abbreviated
  case .wheel: return label
  }
}
