import ReleaseModel

/// A component that lags, and what blocks it.
package struct HeldComponent: Sendable, Equatable {
  package let component: ComponentName
  /// Where it goes anyway, when it moves part of the way.
  package let moved: BumpDetail?
  package let label: String
  package let newest: String
  /// The first revision that is red beside the chosen set.
  package let culprit: Candidate
  package let target: TargetName?
  /// For each component it clashes with, the revisions that it clashes with.
  package let clashes: [Clash]
  /// The first error of the validation that shows it, as upstream printed it.
  package let because: String?
  package let reproduction: Reproduction

  /// How to see the red.
  package struct Reproduction: Sendable, Equatable {
    /// Whose packages show it.
    package let schedule: ScheduleName
    /// The pins to move, from today's.
    package let bumps: [Bump]

    package init(schedule: ScheduleName, bumps: [Bump]) {
      self.schedule = schedule
      self.bumps = bumps
    }
  }

  package struct Clash: Sendable, Equatable {
    package let component: ComponentName
    package let from: Pin
    package let to: Pin

    package init(component: ComponentName, from: Pin, to: Pin) {
      self.component = component
      self.from = from
      self.to = to
    }
  }

  package init(
    component: ComponentName, moved: BumpDetail?, label: String, newest: String, culprit: Candidate,
    target: TargetName?, clashes: [Clash], because: String?, reproduction: Reproduction
  ) {
    self.component = component
    self.moved = moved
    self.label = label
    self.newest = newest
    self.culprit = culprit
    self.target = target
    self.clashes = clashes
    self.because = because
    self.reproduction = reproduction
  }
}

extension HeldComponent {
  /// What people call the culprit.
  package var firstBad: String { culprit.pin.label }
}
