/// What one upstream answered.
package struct Survey: Sendable, Hashable {
  package enum Answer: Sendable, Hashable {
    /// Newer revisions than the pin, oldest first.
    case known([Candidate])
    /// Upstream is there and says that it does not have what we asked for.
    case absent(because: String)
    /// What is pinned is no longer where it was: a branch was force-pushed, a revision vanished, a tag
    /// moved. The component stays until a person has looked; the others go on.
    case parked(because: String)
    /// We could not tell: a time-out, a rate limit, a page that does not parse.
    case unknown(because: String)
  }

  package let component: ComponentName
  package let answer: Answer
  /// When the revision that we pin landed upstream, if upstream still knows.
  package let pinned: Timestamp?
  package let skipped: [SkippedRevision]
  /// What the pin and the candidates record of other components, as far as it could be read.
  package let hints: [RecordedHint]

  package init(
    component: ComponentName, answer: Answer, pinned: Timestamp?, skipped: [SkippedRevision] = [],
    hints: [RecordedHint] = []
  ) {
    self.component = component
    self.answer = answer
    self.pinned = pinned
    self.skipped = skipped
    self.hints = hints
  }
}

extension Survey {
  /// The same as it was at the end of `day`, in UTC: what landed later is not a candidate yet.
  package func asOf(_ day: CalendarDate) -> Survey {
    guard case .known(let candidates) = answer else { return self }
    let end = (day.days + 1) * 86_400
    let later = candidates.filter { $0.landed.seconds >= end }
    return Survey(
      component: component, answer: .known(candidates.filter { $0.landed.seconds < end }),
      pinned: pinned,
      skipped: skipped
        + later.map {
          SkippedRevision(label: $0.pin.label, why: "landed on \($0.landed.day), after \(day)")
        }, hints: hints)
  }
}

/// What is asked of an upstream.
package struct SurveyQuestion: Sendable, Hashable {
  package let component: Component
  package let source: Source
  package let pin: Pin
  /// The enabled targets that a candidate must have files for.
  package let targets: [Target]
  /// The Pythons of these targets that it must have them for.
  package let demand: PythonDemand
  /// All pins of the release: the current pins of components that others pin.
  package let pins: PinSet
  /// All components, for sources that follow another one.
  package let components: [Component]
  /// All rolls of the schedule, this one among them.
  package let rolls: [ScheduledRoll]

  package init(
    component: Component, source: Source, pin: Pin, targets: [Target],
    demand: PythonDemand = PythonDemand(), pins: PinSet = PinSet([]), components: [Component] = [],
    rolls: [ScheduledRoll] = []
  ) {
    self.component = component
    self.source = source
    self.pin = pin
    self.targets = targets
    self.demand = demand
    self.pins = pins
    self.components = components
    self.rolls = rolls
  }

  /// The roll that asks, with its filters, when it is a schedule that asks.
  package var roll: ScheduledRoll? { rolls.first { $0.component == component.name } }
}

/// What one revision of a component records of others.
///
/// A hint and no truth: it orders the search. A wrong one costs validations, never correctness.
package struct RecordedHint: Sendable, Hashable {
  /// The identity of the component's own pin or candidate.
  package let revision: PinIdentity
  /// The identity of what it pins, by component.
  package let pins: [ComponentName: PinIdentity]
  /// When what it pins landed upstream, by component, as far as that is known: it places a pin that
  /// is not a candidate itself between those that are.
  package let landed: [ComponentName: Timestamp]

  package init(
    revision: PinIdentity, pins: [ComponentName: PinIdentity],
    landed: [ComponentName: Timestamp] = [:]
  ) {
    self.revision = revision
    self.pins = pins
    self.landed = landed
  }
}

/// A newer revision of one component.
package struct Candidate: Sendable, Hashable {
  package let pin: Pin
  /// When it landed upstream: the commit's time on its branch, or the upload's on an index.
  package let landed: Timestamp
  /// The first line of the commit's message, as upstream wrote it: encode it before use.
  package let subject: String?

  package init(pin: Pin, landed: Timestamp, subject: String? = nil) {
    self.pin = pin
    self.landed = landed
    self.subject = subject
  }
}

/// A revision that upstream has and that is not a candidate, and why.
package struct SkippedRevision: Sendable, Hashable {
  /// The version, or the commit's label.
  package let label: String
  package let why: String

  package init(label: String, why: String) {
    self.label = label
    self.why = why
  }
}
