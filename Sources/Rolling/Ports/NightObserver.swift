import ReleaseModel
import RollPlanning

/// What a night says while it runs; for people, never for decisions.
package protocol NightObserver: Sendable {
  func note(_ event: NightEvent)
}

package enum NightEvent: Sendable {
  case stageBegan(NightStage)
  case stageEnded(NightStage, milliseconds: Int64)
  case surveyed(Survey)
  /// A validation starts; the labels are those of the components that may move.
  case validating(labels: [String], target: TargetName, purpose: String)
  case validation(target: TargetName, ValidationNote)
  case judged(ReportedValidation)
  case chosen(RollReport)
  case step(LandingStep)
  case waiting(for: String)
  case note(String)
}

/// The parts of a night, in order.
package enum NightStage: String, Sendable, CaseIterable {
  case facts
  case finish
  case survey
  case search
  case land
  case release
}
