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
