/// What a search found, for the people who read the roll.
package struct SearchReport: Hashable, Sendable {
  package var status: SearchStatus
  /// The newest point validated green on every target.
  package var chosen: Point
  /// The weighted number of revisions that the chosen set misses.
  package var lag: Int
  /// The same for today's pins.
  package var lagBefore: Int
  /// One for each component, in order.
  package var components: [ComponentOutcome]
  /// Every culprit of the search, in the order of finding.
  package var culprits: [Culprit]
  /// What the next night should start from: the regions that hold something back.
  package var carried: [CarriedCulprit]
  /// Every validation recorded, in order.
  package var validations: [Verdict]
  package var story: [SearchEvent]

  /// The components that stay behind, and why.
  package var holds: [Hold] {
    components.compactMap { outcome in
      if case .held(_, let hold) = outcome { hold } else { nil }
    }
  }
}
