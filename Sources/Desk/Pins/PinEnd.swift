import Pinning
import ReleaseModel
import Rolling
import VersionDiffs

/// What an order of pins came to, and what was done about it.
package struct PinEnd: Sendable {
  package let outcome: PinOutcome
  package let edited: VersionInfo
  package let difference: VersionDiff
  package var evidence: [Evidence] = []
  package var isWritten = false
  package var commit: Revision?
  /// The page of the pull request.
  package var pullRequest: String?

  package init(outcome: PinOutcome, edited: VersionInfo, difference: VersionDiff) {
    self.outcome = outcome
    self.edited = edited
    self.difference = difference
  }
}

/// One thing that `roller pin` has to tell.
package enum PinEvent: Sendable {
  case decided(PinEnd)
  case nothingToDo
  case dryRun
  case validating
  case judged([Validation])
  case written
  case committed(Revision, subject: String)
  case proposed(String, opening: String?)
}
