/// What one night of a schedule may cost.
package struct RollLimits: Sendable, Hashable {
  /// Validations in one night.
  package let validations: Int
  /// Attempts to judge one pin set on one target before the night ends as "try later".
  package let attemptsPerPinSet: Int
  /// How long a bump pull request may stay open, in seconds.
  package let openFor: Int64
  /// How many validations run side by side.
  package let workers: Int

  package init(validations: Int, attemptsPerPinSet: Int, openFor: Int64, workers: Int) {
    self.validations = validations
    self.attemptsPerPinSet = attemptsPerPinSet
    self.openFor = openFor
    self.workers = workers
  }

  package static let standard = RollLimits(
    validations: 40, attemptsPerPinSet: 3, openFor: 7 * 86_400, workers: 1)
}
