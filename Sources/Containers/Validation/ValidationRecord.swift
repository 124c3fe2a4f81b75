import Digest
import Foundation
import ReleaseModel
import Rolling

/// What is known of a validation so far.
struct ValidationRecord {
  var verdict = Verdict.unjudged(because: "nothing was examined")
  /// Of nothing, until the recipes could be read.
  var recipe = SHA256Digest(of: "")
  var image = "none"
  var checks: [CheckResult] = []
  var artifacts: [Artifact] = []
  /// For each artifact, where it was built.
  var files: [String: URL] = [:]
  /// What is to be removed at the end.
  var scratch: Scratch?

  func evidence(
    for job: ValidationJob, when: Timestamp, milliseconds: Int64, log: String
  ) -> Evidence {
    Evidence(
      subject: Evidence.Subject(
        pinSet: job.pins.digest, target: job.target.name, recipe: recipe),
      pins: job.pins.identities, verdict: verdict, image: image, version: job.version, when: when,
      milliseconds: milliseconds, checks: checks,
      artifacts: verdict == .green ? artifacts.sorted { $0.name < $1.name } : [], log: log)
  }
}
