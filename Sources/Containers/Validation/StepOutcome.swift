import Digest
import Foundation
import ReleaseModel

/// What came of one step.
struct StepOutcome: Sendable {
  var verdict: Verdict
  /// What a build or a pack made; nil for a check, and where it is not green.
  var build: Build?
  /// Whether it was made before.
  var isReused = false
  /// Whether its script was started and judged.
  var hasRun = true
  var checks: [CheckResult] = []
  var milliseconds: Int64 = 0
  /// Its own log, and the part of it that evidence keeps.
  var log: (file: URL, text: String)?
}
