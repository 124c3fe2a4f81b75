import Digest
import Errors
import Foundation
import ReleaseModel

/// The port to building and running a pin set on one target.
package protocol Validator: Sendable {
  /// The digest over everything but the pins that decides a verdict on `target`: recipes, image
  /// recipe, target definition. Cheap, and the same on every machine.
  func recipe(for target: Target) async throws(Failure) -> SHA256Digest

  /// Builds and runs the pin set; red and unjudged are answers, not errors.
  func validate(_ job: ValidationJob, progress: ValidationProgress) async -> Validation
}

/// One pin set to build and run on one target.
package struct ValidationJob: Sendable {
  package let pins: PinSet
  package let target: Target
  /// The version that the artifacts will carry.
  package let version: ReleaseVersion
  /// Whether nothing may rest on what this machine remembers of earlier failures, because a record
  /// about these pins was struck.
  package var isAfresh = false

  package init(pins: PinSet, target: Target, version: ReleaseVersion) {
    self.pins = pins
    self.target = target
    self.version = version
  }
}

extension ValidationJob {
  /// The date inside archives (SOURCE_DATE_EPOCH): the day of the version, so that the same version
  /// of the same pins is the same bytes whenever it is built
  /// (<https://reproducible-builds.org/specs/source-date-epoch/>).
  package var sourceDate: Timestamp {
    version.preRelease?.day.start ?? CalendarDate(days: 0).start
  }
}

/// The evidence of one validation, and where its artifacts lie on this machine.
package struct Validation: Sendable {
  package let evidence: Evidence
  /// For each artifact of the evidence, by its name, the file.
  package let files: [String: URL]
  /// The whole log on this machine, if one was written.
  package let log: URL?

  package init(evidence: Evidence, files: [String: URL], log: URL?) {
    self.evidence = evidence
    self.files = files
    self.log = log
  }
}

extension Validation {
  /// Whether it came to a verdict on the pins.
  package var isJudged: Bool {
    switch evidence.verdict {
    case .green, .red: true
    case .unjudged: false
    }
  }
}
