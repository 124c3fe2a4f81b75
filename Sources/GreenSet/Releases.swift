/// Probes beside a green plan that may yet refute what holds components back.
struct Releases {
  private let state: SearchState
  private let chosen: Point
  private let lag: Int
  private var found: [Question] = []
  /// Fewer revisions than this between two reds rarely hide a green.
  private static let gap = 2
  /// In tenths of the way from the first bad revision to the head.
  private static let gapShares = [2, 7, 9, 1]

  init(_ state: SearchState, chosen: Point) {
    self.state = state
    self.chosen = chosen
    lag = state.space.lag(chosen)
  }

  /// What is still to be asked: far probes first, for a green one gains more.
  func questions() -> [Question] {
    var probes = self
    probes.release()
    probes.step()
    if state.settings.looksFurther { probes.lookFurther() }
    return probes.found
  }

  /// More places where a fault may have been fixed again, for workers that would idle.
  func gaps() -> [Question] {
    var probes = self
    for share in Self.gapShares {
      for i in chosen.indices {
        let (next, head) = (chosen[i] + 1, state.space.heads[i])
        guard head - next >= Self.gap else { continue }
        probes.ask(chosen.moving(i, to: next + max(1, (head - next) * share / 10)), .further)
      }
    }
    return probes.found
  }

  /// The plans without one nogood, then without two.
  private mutating func release() {
    var binding: [(index: Int, lag: Int)] = []
    for index in state.nogoods.indices {
      guard let plan = state.plan(without: [index]) else { continue }
      let lag = state.space.lag(plan)
      guard lag < self.lag else { continue }
      binding.append((index, lag))
      ask(plan, .release)
    }
    for (n, one) in binding.enumerated() {
      for other in binding[(n + 1)...] {
        guard let plan = state.plan(without: [one.index, other.index]),
          state.space.lag(plan) < min(one.lag, other.lag)
        else { continue }
        ask(plan, .pairRelease)
      }
    }
  }

  /// Each held component's next revision: the proof that nothing was left behind.
  private mutating func step() {
    for i in chosen.indices where chosen[i] < state.space.heads[i] {
      ask(chosen.moving(i, to: chosen[i] + 1), .step)
    }
  }

  /// Nearly half-way to the head: a fault that was fixed again, before the next one, shows there.
  private mutating func lookFurther() {
    for i in chosen.indices {
      let (next, head) = (chosen[i] + 1, state.space.heads[i])
      guard head - next >= Self.gap else { continue }
      ask(chosen.moving(i, to: next + max(1, (head - next) * 2 / 5)), .further)
    }
  }

  /// Asks on the target of a nogood that forbids the point, unless it is red already.
  private mutating func ask(_ point: Point, _ purpose: Purpose) {
    guard state.evidence.redTarget(point) == nil else { return }
    let forbidding = state.nogoods.filter { $0.box.holds(point) }
    guard let nogood = forbidding.first(where: { !state.evidence[$0.target].isGreen(point) })
    else { return }
    if purpose == .further, nogood.culprits.contains(where: { state.culprits[$0].isCarried }) {
      return
    }
    let question = Question(point, target: nogood.target, purpose: purpose)
    if !found.contains(question) { found.append(question) }
  }
}
