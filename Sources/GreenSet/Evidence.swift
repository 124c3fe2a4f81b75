/// Everything that is known: one column for each target.
struct Evidence: Sendable {
  private(set) var columns: [EvidenceColumn]

  init(targets: Int) {
    columns = Array(repeating: EvidenceColumn(), count: targets)
  }

  mutating func record(_ point: Point, target: Int, _ outcome: Outcome) {
    columns[target].record(point, outcome)
  }

  subscript(target: Int) -> EvidenceColumn { columns[target] }

  func isGreenEverywhere(_ point: Point) -> Bool {
    columns.allSatisfy { $0.isGreen(point) }
  }

  /// The first target on which the point is red.
  func redTarget(_ point: Point) -> Int? {
    columns.firstIndex { $0.isRed(point) }
  }
}

/// What is known on one target.
struct EvidenceColumn: Sendable {
  /// In the order in which they became known.
  private(set) var greens: [Point] = []
  private(set) var reds: [Point] = []
  private var green: Set<Point> = []
  private var redCount: [Point: Int] = [:]

  /// A green is proof: it cancels the reds of the same point, which were flakes.
  mutating func record(_ point: Point, _ outcome: Outcome) {
    switch outcome {
    case .green:
      guard green.insert(point).inserted else { return }
      greens.append(point)
      if redCount.removeValue(forKey: point) != nil { reds.removeAll { $0 == point } }
    case .red:
      guard !green.contains(point) else { return }
      if redCount.updateValue((redCount[point] ?? 0) + 1, forKey: point) == nil {
        reds.append(point)
      }
    case .unjudged:
      break
    }
  }

  func isGreen(_ point: Point) -> Bool { green.contains(point) }
  func isRed(_ point: Point) -> Bool { redCount[point] != nil }
  func isKnown(_ point: Point) -> Bool { isGreen(point) || isRed(point) }

  /// How often the point came out red, if it never came out green.
  func redCount(_ point: Point) -> Int { redCount[point] ?? 0 }
}

/// A validation that the search wants, and why.
package struct Question: Hashable, Sendable {
  package var point: Point
  /// Index into the problem's targets.
  package var target: Int
  /// Not part of the question's identity: the same validation may serve two purposes.
  package var purpose: Purpose

  package init(_ point: Point, target: Int, purpose: Purpose) {
    self.point = point
    self.target = target
    self.purpose = purpose
  }

  package static func == (one: Question, other: Question) -> Bool {
    one.target == other.target && one.point == other.point
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(target)
    hasher.combine(point)
  }
}

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

/// What a validation showed.
package enum Outcome: Hashable, Sendable {
  /// Proof: whatever the flakiness, what passed can pass.
  case green
  case red
  /// We could not tell: the machine failed, not the pins. Never evidence.
  case unjudged
}

/// The outcome of one point on one target.
package struct Verdict: Hashable, Sendable {
  package var point: Point
  /// Index into the problem's targets.
  package var target: Int
  package var outcome: Outcome

  package init(_ point: Point, target: Int, _ outcome: Outcome) {
    self.point = point
    self.target = target
    self.outcome = outcome
  }
}

/// What a search is waiting for.
enum Stage: Sendable {
  case validating(Point)
  case localising(Localisation, Localisation.Bracket)
  /// Open suspicions, and the plan that is next.
  case suspecting([Question], plan: Point)
  /// The plan is green: probes that may yet refute what holds components back.
  case probing(Point, [Question])
  case diagnosing(Point, Question)
  case done(Point)
  /// Planning was cut short.
  case lost
}
