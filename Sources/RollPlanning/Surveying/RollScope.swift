import ReleaseModel

/// What one night may move, and what rests whatever upstreams have.
package struct RollScope: Sendable {
  /// In the order of the schedule.
  package let components: [ComponentName]
  /// Of those that were asked about, in the same order, without what may not be proposed.
  package let surveys: [Survey]
  /// Those that cannot move tonight for a reason that is ours.
  package let resting: [ComponentName: ComponentStanding]

  /// What `restraints` leave of `surveys` for `schedule`, where `base` is pinned.
  package init(
    schedule: Schedule, base: PinSet, surveys: [Survey],
    restraints: RollRestrictions = RollRestrictions()
  ) {
    components = schedule.rolls.map(\.component)
    let allowed = surveys.map(restraints.allowed)
    self.surveys = allowed.map(\.survey)
    let label = { (name: ComponentName) in base[name]?.label ?? "nothing" }
    var resting: [ComponentName: ComponentStanding] = [:]
    for name in components {
      guard let why = restraints.holds[name] else { continue }
      resting[name] = .onHold(label: label(name), because: why)
    }
    for (survey, quarantined) in allowed {
      guard let quarantined else { continue }
      resting[survey.component] = .quarantined(label: label(survey.component), by: quarantined)
    }
    self.resting = resting
  }
}
