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

/// How far a search has come.
package enum SearchStatus: Hashable, Sendable {
  case searching
  /// Nothing is left to ask.
  case finished
  /// The budget is spent; the best so far stands.
  case budgetSpent
  /// These questions came back unjudged too often; try later. The best so far stands.
  case cannotJudge([Question])
  /// Planning was cut short; the best so far stands.
  case planningCutShort
}

/// What became of one component.
package enum ComponentOutcome: Hashable, Sendable {
  /// It was at its newest already.
  case newestAlready
  /// It moves to its newest candidate.
  case moved(to: Int)
  /// It moves, or stays, short of its newest candidate.
  case held(at: Int, Hold)
}

/// Why a component stays behind its newest candidate.
package struct Hold: Hashable, Sendable {
  package enum Proof: Hashable, Sendable {
    /// The next revision was validated red beside the chosen set.
    case validated
    /// Known from a culprit only: the search ended before it looked.
    case believed
  }

  package var component: Int
  /// The first revision that is red beside the chosen set.
  package var firstBad: Int
  /// Where it is red; nil when the search ended before it found out.
  package var target: Int?
  /// The region blamed: one span for a break, one more for each clashing partner.
  package var region: Box?
  /// The clashing partners' spans of the region.
  package var partners: [Span]
  /// The chosen set, validated green.
  package var good: Point
  /// The chosen set with this component's next revision.
  package var bad: Point
  /// A red point further on that shows the fault is not fixed, if one was validated.
  package var beyond: Point?
  package var proof: Proof
  /// The fewest bumps that show the fault, if it was asked for.
  package var reproduction: Reproduction?
}

/// When a red is believed.
///
/// A truly green point comes out red with the flake chance; a green outcome needs no second look.
struct Doubt: Hashable, Sendable {
  let flake: Double
  let delta: Double

  /// Whether so many reds, and no green, are too unlikely to be all flakes.
  func isConvinced(byReds count: Int) -> Bool {
    guard count > 0 else { return false }
    var chance = 1.0
    for _ in 0..<count { chance *= flake }
    return chance <= delta
  }
}

/// The smallest set of bumps from today's pins that shows a fault.
package struct Reproduction: Hashable, Sendable {
  package struct Bump: Hashable, Sendable {
    package var component: Int
    package var revision: Int
  }

  /// In the order in which they were found: the held component first.
  package var bumps: [Bump]
  package var target: Int
  /// Today's pins with the bumps: validated red.
  package var point: Point
}
