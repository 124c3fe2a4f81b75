/// Reproduces each hold of the chosen set in one, two or three bumps from today's pins.
///
/// A function of the evidence alone: it asks until it knows.
struct Diagnosis {
  private let state: SearchState
  private let chosen: Point
  private let most = 3

  init(_ state: SearchState, chosen: Point) {
    self.state = state
    self.chosen = chosen
  }

  /// The next validation that some hold still needs.
  func question() -> Question? {
    for i in held {
      if case .ask(let question) = reproduce(i) { return question }
    }
    return nil
  }

  func reproduction(of component: Int) -> Reproduction? {
    if case .known(let reproduction) = reproduce(component) { return reproduction }
    return nil
  }

  private enum Step {
    case ask(Question)
    case known(Reproduction)
    case unknown
  }

  private var held: [Int] { chosen.indices.filter { chosen[$0] < state.space.heads[$0] } }

  private func reproduce(_ component: Int) -> Step {
    var goal = chosen.moving(component, to: chosen[component] + 1)
    guard let target = state.evidence.redTarget(goal) else { return .unknown }
    let column = state.evidence[target]
    var bumps = [Reproduction.Bump(component: component, revision: goal[component])]
    while true {
      let low = bumps.reduce(state.space.origin) { $0.moving($1.component, to: $1.revision) }
      if column.isRed(low) {
        return .known(Reproduction(bumps: bumps, target: target, point: low))
      }
      guard column.isGreen(low) else {
        return .ask(Question(low, target: target, purpose: .diagnosis))
      }
      guard bumps.count < most, low.isAtMost(goal) else { return .unknown }
      let faults = [Double](repeating: 1, count: low.count)
      let search = Localisation(
        from: low, to: goal, target: target, in: state.space, faults: faults)
      guard let bracket = search.bracket(column) else { return .unknown }
      if let cut = search.cuts(bracket, count: 1).first {
        return .ask(Question(search.timeline.point(at: cut), target: target, purpose: .diagnosis))
      }
      goal = search.timeline.point(at: bracket.high)
      let partner = search.timeline.steps[bracket.high - 1]
      bumps.append(Reproduction.Bump(component: partner, revision: goal[partner]))
    }
  }
}
