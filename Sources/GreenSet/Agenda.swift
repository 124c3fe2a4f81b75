/// Which validations a state wants from so many workers, most important first.
struct Agenda {
  private let state: SearchState
  private let depth: Int

  init(_ state: SearchState, depth: Int = 2) {
    self.state = state
    self.depth = depth
  }

  func questions(_ workers: Int) -> [Question] {
    var list: [Question] = []
    for question in needed(workers) where list.count < workers && !list.contains(question) {
      list.append(question)
    }
    guard list.count < workers, depth > 0 else { return list }
    speculate(workers, &list)
    if list.count < workers, case .probing(let chosen, _) = state.stage {
      let gaps = Releases(state, chosen: chosen).gaps().filter { !list.contains($0) }
      list += gaps.prefix(workers - list.count)
    }
    return list
  }

  /// Gives idle workers what would be asked next, shared among what the answers might be.
  private func speculate(_ workers: Int, _ list: inout [Question]) {
    let branches = branches(list)
    for (n, branch) in branches.enumerated() {
      let left = workers - list.count
      guard left > 0 else { return }
      var imagined = state
      for verdict in branch { imagined.learn(verdict) }
      let share = (left + branches.count - n - 1) / (branches.count - n)
      let next = Agenda(imagined, depth: depth - 1).questions(share + list.count)
      let fresh = next.filter { question in
        !list.contains(question) && !state.evidence[question.target].isKnown(question.point)
      }
      list += fresh.prefix(share).map { Question($0.point, target: $0.target, purpose: .ahead) }
    }
  }

  /// What the stage itself needs.
  private func needed(_ workers: Int) -> [Question] {
    switch state.stage {
    case .validating(let plan):
      return open(plan)
    case .localising(let search, let bracket):
      return cuts(search, bracket, workers)
    case .suspecting(let suspicions, let plan):
      return suspicions + open(plan)
    case .probing(_, let probes):
      return probes
    case .diagnosing(_, let question):
      return [question]
    case .done, .lost:
      return []
    }
  }

  private func open(_ plan: Point) -> [Question] {
    (0..<state.space.targets).filter { !state.evidence[$0].isKnown(plan) }
      .map { (target: $0, rank: rank($0, plan)) }
      .sorted { ($0.rank, $0.target) < ($1.rank, $1.target) }
      .map { Question(plan, target: $0.target, purpose: .plan) }
  }

  /// A red spares the other targets: the likeliest red is asked first. That is where the last
  /// culprit was found; then where nothing newer is known to be green.
  private func rank(_ target: Int, _ plan: Point) -> Int {
    if state.culprits.last?.target == target { return 0 }
    return state.evidence[target].greens.contains { plan.isAtMost($0) } ? 2 : 1
  }

  private func cuts(
    _ search: Localisation, _ bracket: Localisation.Bracket, _ workers: Int
  ) -> [Question] {
    if bracket.high - bracket.low == 1 {
      let point = search.timeline.point(at: bracket.high)
      return [Question(point, target: search.target, purpose: .confirm)]
    }
    return search.cuts(bracket, count: workers).map {
      Question(search.timeline.point(at: $0), target: search.target, purpose: .cut)
    }
  }

  /// What the answers might be, likeliest first.
  private func branches(_ asked: [Question]) -> [[Verdict]] {
    func all(_ outcome: Outcome) -> [Verdict] {
      asked.map { Verdict($0.point, target: $0.target, outcome) }
    }
    switch state.stage {
    case .validating, .suspecting:
      guard let first = asked.first else { return [] }
      return [[Verdict(first.point, target: first.target, .red)], all(.green)]
    case .localising(let search, let bracket):
      guard bracket.high - bracket.low > 1 else { return [all(.red)] }
      let positions = asked.compactMap { search.timeline.position(of: $0.point) }.sorted()
      return (0...positions.count).map { fault in
        positions.enumerated().map { n, position in
          Verdict(
            search.timeline.point(at: position), target: search.target, n < fault ? .green : .red)
        }
      }
    case .probing:
      return [all(.red)]
    case .diagnosing:
      return [all(.red), all(.green)]
    case .done, .lost:
      return []
    }
  }
}
