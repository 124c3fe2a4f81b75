import ReleaseModel

/// What people have said may not be proposed.
package struct RollRestrictions: Sendable {
  /// Components that are not rolled, and why.
  package let holds: [ComponentName: String]
  /// Revisions, by their full id or version, that are never proposed, and why.
  package let denials: [ComponentName: [String: String]]
  package let quarantine: Quarantine

  package init(
    holds: [ComponentName: String] = [:], denials: [ComponentName: [String: String]] = [:],
    quarantine: Quarantine = Quarantine(history: [])
  ) {
    self.holds = holds
    self.denials = denials
    self.quarantine = quarantine
  }

  /// The rolls of `schedule` that are not held, which are those to ask upstreams about.
  package func rolls(of schedule: Schedule) -> [ScheduledRoll] {
    schedule.rolls.filter { holds[$0.component] == nil }
  }

  /// `survey` with the candidates that may be proposed; the others are told among the skipped.
  func allowed(_ survey: Survey) -> (survey: Survey, quarantined: Quarantine.Entry?) {
    guard case .known(let candidates) = survey.answer else { return (survey, nil) }
    let taken = quarantine.extent(in: candidates, of: survey.component)
    let denied = denials[survey.component] ?? [:]
    let free = candidates.dropFirst(taken?.count ?? 0)
    let kept = free.filter { denied[$0.pin.name] == nil }
    let refused = candidates.compactMap { candidate in
      denied[candidate.pin.name].map {
        SkippedRevision(label: candidate.pin.label, why: "denied: \($0)")
      }
    }
    let returned = taken.map { taken in
      SkippedRevision(
        label: taken.count == 1
          ? taken.by.label : "\(taken.count) revisions up to \(taken.by.label)",
        why: "quarantined since \(taken.by.commit.abbreviated) reverted it: \(taken.by.because)")
    }
    let allowed = Survey(
      component: survey.component, answer: .known(kept), pinned: survey.pinned,
      skipped: survey.skipped + refused + (kept.isEmpty ? [] : [returned].compactMap(\.self)),
      hints: survey.hints)
    return (allowed, kept.isEmpty ? taken?.by : nil)
  }
}
