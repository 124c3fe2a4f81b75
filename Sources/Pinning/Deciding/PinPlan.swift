import ReleaseModel

/// Turns an order into questions for upstreams, and their answers into what moves.
///
/// Pure: asked again with more answers, it goes on from the start and comes to the same; so that any
/// order can be replayed as a test.
package struct PinPlan: Sendable {
  /// What to do next.
  package enum Step: Sendable, Hashable {
    case ask([PinQuestion])
    case decided(PinOutcome)
  }

  let order: PinOrder
  let configuration: ReleaseConfiguration

  package init(_ order: PinOrder, in configuration: ReleaseConfiguration) {
    self.order = order
    self.configuration = configuration
  }

  /// The next questions, or the outcome when `answers` say enough.
  package func step(_ answers: [PinQuestion: PinAnswer]) -> Step {
    var run = PinRun(self, answers)
    run.decide()
    return run.pending.isEmpty ? .decided(run.outcome) : .ask(run.pending)
  }

  /// The components that a schedule keeps at what `leader` pins, and those that it records, each once.
  func followers(of leader: ComponentName) -> [(ComponentName, PinCause)] {
    let kept = configuration.schedules.values.flatMap(\.rolls).filter { roll in
      switch roll.source {
      case .pinnedBy(leader), .recordedIn(leader): true
      case .pinnedBy, .recordedIn, .head, .tags, .index: false
      }
    }.map(\.component)
    let recorded = configuration[component: leader]?.records.flatMap(\.names.values) ?? []
    // In the order of the file, so that the outcome does not depend on the order of a dictionary.
    return configuration.versionInfo.pins.components.filter { $0 != leader }.compactMap { name in
      if kept.contains(name) { return (name, .pinnedBy(leader)) }
      return recorded.contains(name) ? (name, .recordedBy(leader)) : nil
    }
  }

  /// Whether a schedule takes pre-releases of `component`.
  func takesPreReleases(of component: ComponentName) -> Bool {
    configuration.schedules.values.flatMap(\.rolls).contains {
      $0.component == component && $0.source == .index(preReleases: true)
    }
  }
}
