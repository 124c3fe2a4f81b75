/// Tells a search to people: the story as it went, and what came of it.
///
/// Every roll that is explained, and every simulation, is told in these words.
package struct Narration: Sendable {
  private let problem: Problem
  private let label: @Sendable (_ component: Int, _ revision: Int) -> String

  /// `label` names a candidate as people know it: a version, a tag, a short commit.
  package init(
    _ problem: Problem, label: @escaping @Sendable (_ component: Int, _ revision: Int) -> String
  ) {
    self.problem = problem
    self.label = label
  }

  /// One line for each event, in order.
  package func story(_ report: SearchReport) -> [String] {
    report.story.map(line) + ["", ending(report)]
  }

  /// One line for each component: what became of it, and what holds it.
  package func outcome(_ report: SearchReport) -> [String] {
    report.components.enumerated().map { component, outcome in
      let name = problem.components[component].name
      switch outcome {
      case .newestAlready: return newestAlready(name, label(component, 0))
      case .moved(let revision):
        return moved(name, label(component, 0), label(component, revision))
      case .held(let revision, let hold):
        return held(name, component, at: revision, hold)
      }
    }
  }

  private func line(_ event: SearchEvent) -> String {
    switch event {
    case .planned(let point): planned(point)
    case .validated(let point): validated(point)
    case .judged(let verdict, let purpose): judged(verdict, purpose)
    case .localising(let base, let goal, let target): localising(base, goal, target)
    case .blamed(let culprit): blamed(culprit)
    }
  }

  /// The components that stand elsewhere than at their newest, or "everything at its newest".
  private func point(_ point: Point) -> String {
    if point == problem.newest { return "everything at its newest" }
    if point == problem.today { return "today's pins" }
    let names = point.indices.map { "\(problem.components[$0].name) \(label($0, point[$0]))" }
    let newest = point.indices.filter { point[$0] == problem.components[$0].newest }
    if newest.count * 2 <= point.count { return names.joined(separator: ", ") }
    let behind = point.indices.filter { !newest.contains($0) }.map { names[$0] }
    return behind.joined(separator: ", ") + ", the rest at its newest"
  }

  private func target(_ index: Int) -> String { problem.targets[index] }

  private func span(_ span: Span) -> String {
    let name = problem.components[span.component].name
    let newest = problem.components[span.component].newest
    let (low, high) = (label(span.component, span.low), label(span.component, span.high))
    if span.low == 0, span.high == newest { return "any \(name)" }
    if span.low == 0 { return "\(name) up to \(high)" }
    if span.high == newest { return "\(name) from \(low) on" }
    return span.low == span.high ? "\(name) \(low)" : "\(name) \(low) to \(high)"
  }
}

// The texts.
extension Narration {
  private func planned(_ point: Point) -> String {
    "Plan: \(self.point(point))."
  }

  private func validated(_ point: Point) -> String {
    "Green on every target: \(self.point(point))."
  }

  private func judged(_ verdict: Verdict, _ purpose: Purpose) -> String {
    let colour =
      switch verdict.outcome {
      case .green: "green"
      case .red: "red  "
      case .unjudged: "?    "
      }
    return "  \(target(verdict.target)) \(colour) \(point(verdict.point)) (\(why(purpose)))"
  }

  private func why(_ purpose: Purpose) -> String {
    switch purpose {
    case .plan: "the plan"
    case .cut: "half-way to the fault"
    case .confirm: "again, to be sure"
    case .suspicion: "do the two move in lockstep?"
    case .release: "would it pass by now without the hold?"
    case .pairRelease: "without both holds?"
    case .step: "the very next revision"
    case .further: "is it fixed further on?"
    case .alternative: "would holding another be cheaper?"
    case .ahead: "ahead, on an idle worker"
    case .diagnosis: "the fewest bumps that show it"
    }
  }

  private func localising(_ base: Point, _ goal: Point, _ target: Int) -> String {
    "Red on \(self.target(target)). Looking for the revision at fault, from \(point(base)) to "
      + "\(point(goal))."
  }

  private func blamed(_ culprit: Culprit) -> String {
    let name = problem.components[culprit.component].name
    let bad = label(culprit.component, culprit.revision)
    let good = label(culprit.component, culprit.revision - 1)
    return "Culprit: \(name) \(bad); beside the same others, \(good) is green on "
      + "\(target(culprit.target))."
  }

  private func ending(_ report: SearchReport) -> String {
    let count = report.validations.count
    let validations = count == 1 ? "1 validation" : "\(count) validations"
    let state =
      switch report.status {
      case .searching: "Not finished"
      case .finished: "Done"
      case .budgetSpent: "The budget is spent"
      case .cannotJudge: "Could not be judged; try later"
      case .planningCutShort: "Planning took too long"
      }
    return "\(state) after \(validations): \(point(report.chosen))."
  }

  private func newestAlready(_ name: String, _ revision: String) -> String {
    "\(name): at its newest already, \(revision)"
  }

  private func moved(_ name: String, _ old: String, _ new: String) -> String {
    "\(name): \(old) → \(new), its newest"
  }

  private func held(_ name: String, _ component: Int, at revision: Int, _ hold: Hold) -> String {
    let stands =
      revision == 0
      ? "stays at \(label(component, 0))"
      : "\(label(component, 0)) → \(label(component, revision))"
    let bad = label(component, hold.firstBad)
    let place = hold.target.map { " on \(target($0))" } ?? ""
    let beside = hold.partners.map(span).joined(separator: " and ")
    let partners = beside.isEmpty ? "" : " with \(beside)"
    let proof = hold.proof == .validated ? "" : " (not validated beside the chosen set)"
    return "\(name): \(stands), held: \(bad) is red\(place)\(partners)\(proof)"
  }
}

/// One sentence of a search's story, in points of the problem.
package enum SearchEvent: Hashable, Sendable {
  /// A plan is wanted: the newest point that nothing known forbids.
  case planned(Point)
  /// A plan turned out green on every target.
  case validated(Point)
  /// A verdict was asked for and came.
  case judged(Verdict, Purpose)
  /// The fault is looked for between a green and a red point.
  case localising(from: Point, to: Point, target: Int)
  case blamed(Culprit)
}

/// What happened, in order; saying the same thing twice says it once.
struct Story: Sendable {
  private(set) var events: [SearchEvent] = []
  private var said: Set<SearchEvent> = []

  mutating func tell(_ event: SearchEvent) {
    if case .judged = event {
      events.append(event)
    } else if said.insert(event).inserted {
      events.append(event)
    }
  }
}
