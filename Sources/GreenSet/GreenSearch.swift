/// The search for the newest green set, by conflicts on the merged timeline.
///
/// Ask `wanted`, validate, `record`, until nothing is wanted. Everything it says is a function of
/// the problem, the settings and the verdicts in their order.
package struct GreenSearch: Sendable {
  package let problem: Problem
  package let settings: SearchSettings
  var state: SearchState
  /// Every validation recorded, in order.
  package private(set) var validations: [Verdict] = []
  private var unjudged: [Question: Int] = [:]

  /// Starts from what is known.
  ///
  /// Evidence is replayed in its order, as if it had been asked for; an interrupted search that
  /// is given its own log goes on where it broke off, and asks nothing twice.
  package init(
    _ problem: Problem, _ settings: SearchSettings = SearchSettings(),
    evidence: [Verdict] = [], carried: [CarriedCulprit] = []
  ) {
    self.problem = problem
    self.settings = settings
    let space = Space(problem)
    state = SearchState(space, settings)
    state.carry(carried)
    state.advance()
    for verdict in evidence {
      guard let point = space.fold(verdict.point) else { continue }
      state.learn(Verdict(point, target: verdict.target, verdict.outcome))
    }
  }

  /// The validations to run now, most important first; empty when the search has ended.
  ///
  /// An unjudged validation is asked for again, last; after too many it is walked around where
  /// that is possible.
  package func wanted(workers: Int = 1) -> [Question] {
    guard !isBudgetSpent else { return [] }
    let room = min(workers, settings.budget.map { $0 - validations.count } ?? workers)
    let given = givenUp
    var open = Agenda(state).questions(room).map(unfold).filter { !given.contains($0) }
    if open.isEmpty, !given.isEmpty, given.count < settings.attempts {
      let wider = Agenda(state, depth: 0).questions(room + given.count).map(unfold)
      open = Array(wider.filter { !given.contains($0) }.prefix(room))
    }
    return open.filter { unjudged[$0] == nil } + open.filter { unjudged[$0] != nil }
  }

  /// The questions that came back unjudged too often.
  private var givenUp: Set<Question> {
    Set(unjudged.filter { $0.value >= settings.attempts }.keys)
  }

  /// Takes the outcome of a validation, asked for or not.
  package mutating func record(_ question: Question, _ outcome: Outcome) {
    guard outcome != .unjudged else {
      unjudged[question, default: 0] += 1
      return
    }
    unjudged[question] = nil
    let verdict = Verdict(question.point, target: question.target, outcome)
    validations.append(verdict)
    state.story.tell(.judged(verdict, question.purpose))
    guard let point = state.space.fold(question.point) else { return }
    state.learn(Verdict(point, target: question.target, outcome))
  }

  /// The newest point that was validated green on every target; today's pins at first.
  package var best: Point { state.space.unfold(state.best) }

  package var status: SearchStatus {
    switch state.stage {
    case .done: return .finished
    case .lost: return .planningCutShort
    case .validating, .localising, .suspecting, .probing, .diagnosing: break
    }
    if isBudgetSpent { return .budgetSpent }
    return wanted().isEmpty ? .cannotJudge(Agenda(state).questions(1).map(unfold)) : .searching
  }

  private var isBudgetSpent: Bool {
    settings.budget.map { validations.count >= $0 } ?? false
  }

  private func unfold(_ question: Question) -> Question {
    Question(
      state.space.unfold(question.point), target: question.target, purpose: question.purpose)
  }
}

/// How careful, and how thrifty, a search is.
package struct SearchSettings: Hashable, Sendable {
  /// Look for a cheaper set to hold back as long as it could save this share of today's lag;
  /// nil is content with any set that leaves no free bump behind.
  package var theta: Double?
  /// The chance that a truly green validation comes out red.
  package var flake: Double
  /// A culprit is believed when its reds are flakes with at most this chance.
  package var delta: Double
  /// Validations that may be recorded before the search stops with the best so far.
  package var budget: Int?
  /// How often one question may come back unjudged before the search gives up on it.
  package var attempts: Int
  /// Look once more half-way between a held revision and its head.
  package var looksFurther: Bool
  /// Reproduce each hold in as few bumps as possible once the pins are chosen.
  package var diagnoses: Bool
  /// Steps that planning may take before it is cut short.
  package var planningSteps: Int

  package init(
    theta: Double? = 0.05, flake: Double = 0, delta: Double = 0.005, budget: Int? = nil,
    attempts: Int = 3, looksFurther: Bool = true, diagnoses: Bool = false,
    planningSteps: Int = 100_000
  ) {
    self.theta = theta
    self.flake = flake
    self.delta = delta
    self.budget = budget
    self.attempts = attempts
    self.looksFurther = looksFurther
    self.diagnoses = diagnoses
    self.planningSteps = planningSteps
  }
}
