/// Whether holding back another component instead would be cheaper.
///
/// The decisions of an earlier night are not asked for again every night.
///
/// One probe answers for all points that would be cheaper at once: it is the oldest they have in
/// common, and a red there, with the red plan above it, leaves nothing green between.
struct Alternatives {
  private let state: SearchState
  private let chosen: Point
  /// A partner costs something to hold back too: a probe is asked for only where the most that
  /// could be saved exceeds the saving aimed at by this factor.
  private static let hope = 1.75

  init(_ state: SearchState, chosen: Point) {
    self.state = state
    self.chosen = chosen
  }

  func probes() -> [PartnerProbe] {
    guard let theta = state.settings.theta else { return [] }
    let space = state.space
    let lag = space.lag(chosen)
    let saving = max(1, Int(theta * Double(space.lag(space.origin))))
    let goal = lag - saving
    guard goal >= 0 else { return [] }
    var found: [PartnerProbe] = []
    for (index, nogood) in state.nogoods.enumerated() {
      guard let plan = state.plan(without: [index]),
        Double(lag - space.lag(plan)) >= Self.hope * Double(saving), space.lag(plan) < goal,
        let culprit = nogood.culprits.first.map({ state.culprits[$0] }), !culprit.isCarried
      else { continue }
      if let probe = probe(culprit, plan: plan, goal: goal), !found.contains(probe) {
        found.append(probe)
      }
    }
    return found
  }

  private func probe(_ culprit: Culprit, plan: Point, goal: Int) -> PartnerProbe? {
    let space = state.space
    var meet = space.heads.indices.map { max(0, space.heads[$0] - goal / space.weights[$0]) }
    meet[culprit.component] = max(meet[culprit.component], culprit.revision)
    guard meet != plan, meet.isAtMost(plan), state.evidence[culprit.target].isRed(plan) else {
      return nil
    }
    let question = Question(meet, target: culprit.target, purpose: .alternative)
    if state.searchedPartners.contains(question) { return nil }
    // A known red at or below answers for the probe: the plan above is red as well.
    if state.evidence[culprit.target].reds.contains(where: { $0.isAtMost(meet) }) { return nil }
    return PartnerProbe(question: question, goal: plan)
  }
}
