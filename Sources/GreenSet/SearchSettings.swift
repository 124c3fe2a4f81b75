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
