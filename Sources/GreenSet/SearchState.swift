/// The search itself: a fold over the verdicts in the order in which they became known.
///
/// Nothing else drives it, neither the number of workers nor the order in which it is asked: the
/// same verdicts lead to the same state, so a log replays to where it broke off.
struct SearchState: Sendable {
  let space: Space
  let settings: SearchSettings
  let planner: Planner
  let doubt: Doubt
  var evidence: Evidence
  var culprits: [Culprit] = []
  var nogoods: [Nogood] = []
  var localisation: Localisation?
  var suspicions: [Question] = []
  var partners: [PartnerProbe] = []
  var searchedPartners: Set<Question> = []
  /// The newest point that is green on every target; the first of equals.
  private(set) var best: Point
  var stage: Stage
  var story: Story

  init(_ space: Space, _ settings: SearchSettings) {
    self.space = space
    self.settings = settings
    planner = Planner(space, limit: settings.planningSteps)
    doubt = Doubt(flake: settings.flake, delta: settings.delta)
    best = space.origin
    evidence = Evidence(targets: space.targets)
    for target in 0..<space.targets {
      evidence.record(space.origin, target: target, .green)
    }
    stage = .validating(space.heads)
    story = Story()
  }

  /// Takes a verdict in and goes on until another is needed.
  mutating func learn(_ verdict: Verdict) {
    evidence.record(verdict.point, target: verdict.target, verdict.outcome)
    if verdict.outcome == .green, space.lag(verdict.point) < space.lag(best),
      evidence.isGreenEverywhere(verdict.point)
    {
      best = verdict.point
    }
    refreshNogoods()
    advance()
  }

  mutating func advance() {
    while true {
      if let next = next() {
        stage = next
        return
      }
    }
  }

  /// The next stage, or nil when something was decided and the question is open again.
  private mutating func next() -> Stage? {
    if let localisation { return follow(localisation) }
    if startPartnerSearch() { return nil }
    guard var plan = plan() else { return .lost }
    if space.lag(plan) == space.lag(best) { plan = best }  // no newer: what is proven stands
    if let open = openSuspicions() { return .suspecting(open, plan: plan) }
    if let target = evidence.redTarget(plan) {
      explain(plan, on: target)
      return nil
    }
    guard evidence.isGreenEverywhere(plan) else {
      story.tell(.planned(plan))
      return .validating(plan)
    }
    return conclude(plan)
  }

  private mutating func conclude(_ plan: Point) -> Stage? {
    story.tell(.validated(plan))
    let releases = Releases(self, chosen: plan).questions()
    if !releases.isEmpty { return .probing(plan, releases) }
    let alternatives = Alternatives(self, chosen: plan).probes()
    if !alternatives.isEmpty {
      partners += alternatives.filter { !partners.contains($0) }
      if alternatives.contains(where: { isKnown($0.question) }) { return nil }
      return .probing(plan, alternatives.map(\.question))
    }
    if settings.diagnoses, let question = Diagnosis(self, chosen: plan).question() {
      return .diagnosing(plan, question)
    }
    return .done(plan)
  }

  /// The newest point outside all nogoods but some.
  func plan(without skipped: Set<Int> = []) -> Point? {
    planner.newest(
      outside: nogoods.indices.filter { !skipped.contains($0) }.map { nogoods[$0].box })
  }

  func isKnown(_ question: Question) -> Bool {
    evidence[question.target].isKnown(question.point)
  }

  /// Suspicions still without a verdict; a green one settles the rest.
  private mutating func openSuspicions() -> [Question]? {
    if suspicions.contains(where: { evidence[$0.target].isGreen($0.point) }) { suspicions = [] }
    suspicions.removeAll(where: isKnown)
    return suspicions.isEmpty ? nil : suspicions
  }
}

extension SearchState {
  /// Takes over culprits of an earlier night; what makes no sense today is left out.
  mutating func carry(_ carried: [CarriedCulprit]) {
    for one in carried {
      let axis = space.axis(of: one.component)
      guard let box = fold(one.box), let span = box[axis], span.low > 0,
        one.target < space.targets
      else { continue }
      let bad = space.heads.indices.map { box[$0]?.low ?? 0 }
      let goal = space.heads.indices.map { box[$0]?.high ?? space.heads[$0] }
      let culprit = Culprit(
        component: axis, target: one.target, good: bad.moving(axis, to: span.low - 1), bad: bad,
        goal: goal, carried: box)
      if !culprits.contains(culprit) { culprits.append(culprit) }
    }
    refreshNogoods()
  }

  /// The box on axes, cut to today's candidates; nil when nothing of it is left.
  private func fold(_ box: Box) -> Box? {
    var spans: [Int: Span] = [:]
    for span in box.spans {
      let axis = space.axis(of: span.component)
      guard space.heads.indices.contains(axis) else { return nil }
      let low = max(span.low, spans[axis]?.low ?? 0, 0)
      let high = min(span.high, spans[axis]?.high ?? space.heads[axis], space.heads[axis])
      guard low <= high else { return nil }
      spans[axis] = Span(component: axis, low: low, high: high)
    }
    return Box(spans.values.filter { $0.low > 0 || $0.high < space.heads[$0.component] })
  }
}

/// When one step of the timeline is taken, and in which company.
///
/// Steps with the same moment, leader and leading revision form a bundle; its leader comes last.
struct StepKey: Comparable, Hashable, Sendable {
  /// Revisions that a pinning component has not reached yet come after all others.
  var isUnpinned: Bool
  var moment: Double
  var leader: Int
  var revision: Int

  static func < (one: StepKey, other: StepKey) -> Bool {
    if one.isUnpinned != other.isUnpinned { return other.isUnpinned }
    if one.moment != other.moment { return one.moment < other.moment }
    if one.leader != other.leader { return one.leader < other.leader }
    return one.revision < other.revision
  }
}

/// A point that asks whether holding back another component would be cheaper.
struct PartnerProbe: Hashable, Sendable {
  var question: Question
  /// The red plan that a green probe is searched towards.
  var goal: Point
}
