import ReleaseModel

/// What a check has to say.
package struct CheckFindings: Sendable, Equatable {
  /// What must be put right.
  package var mistakes: [Mistake] = []
  package var warnings: [Warning] = []
  /// What was not checked and why, and what will be asked for later.
  package var notes: [String] = []

  package init() {}

  package mutating func add(_ others: CheckFindings) {
    mistakes += others.mistakes
    warnings += others.warnings
    notes += others.notes.filter { !notes.contains($0) }
  }
}
