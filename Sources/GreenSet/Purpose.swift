/// Why the search wants a validation.
package enum Purpose: String, Hashable, Sendable, CaseIterable {
  /// The newest point that nothing known forbids.
  case plan
  /// Half-way between a green and a red point, to find the revision at fault.
  case cut
  /// Once more the red that is about to name a culprit: it may have been a flake.
  case confirm
  /// Whether two culprits are one change that landed in two components.
  case suspicion
  /// Whether the plan without a culprit's hold is green after all.
  case release
  /// The same for two culprits at once.
  case pairRelease
  /// A held component's very next revision, beside the chosen set.
  case step
  /// A held component further on: its fault may be fixed again.
  case further
  /// Whether holding back another component would be cheaper.
  case alternative
  /// Asked ahead for a worker that would idle.
  case ahead
  /// After the pins are chosen: the smallest set of bumps that shows a fault.
  case diagnosis
}
