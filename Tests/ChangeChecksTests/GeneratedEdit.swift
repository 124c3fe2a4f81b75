import ChangeChecks
import ReleaseModel

/// One edit of a release repository's files whose verdict is known because of how it was made.
struct GeneratedEdit: Sendable, CustomStringConvertible {
  enum Verdict: Sendable {
    case good
    /// A mistake of this kind in this file, whose place and words contain these.
    case bad(Mistake.Kind, file: String, place: String, says: String)
  }

  var description: String
  var files: OwnFiles
  var verdict: Verdict
  var message: String?
  var answers: [ComponentName: UpstreamAnswer] = [:]

  init(_ description: String, _ files: OwnFiles, _ verdict: Verdict) {
    self.description = description
    self.files = files
    self.verdict = verdict
  }

  func saying(_ message: String) -> GeneratedEdit {
    var copy = self
    copy.message = message
    return copy
  }

  func answering(
    _ component: ComponentName, _ membership: UpstreamAnswer.Membership, _ movement: Descent
  ) -> GeneratedEdit {
    var copy = self
    copy.answers[component] = UpstreamAnswer(membership: membership, movement: movement)
    return copy
  }
}
