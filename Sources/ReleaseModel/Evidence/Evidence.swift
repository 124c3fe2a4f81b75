import Digest
import JSON

/// A recorded verdict: what was validated, where, by which recipe, when, and what it showed.
package struct Evidence: Sendable, Hashable {
  /// What the evidence is about; two records with the same subject answer the same question.
  package struct Subject: Sendable, Hashable {
    package let pinSet: SHA256Digest
    package let target: TargetName
    /// Over the recipes, the image's recipe and the target's definition.
    package let recipe: SHA256Digest

    package init(pinSet: SHA256Digest, target: TargetName, recipe: SHA256Digest) {
      self.pinSet = pinSet
      self.target = target
      self.recipe = recipe
    }
  }

  package let subject: Subject
  /// The pin of each component, by ``Pin/identity``, so that a later night finds it again.
  package let pins: [ComponentName: PinIdentity]
  package let verdict: Verdict
  /// The image that it ran in, or `none` when no container was started.
  package let image: String
  /// The version that the artifacts carry.
  package let version: ReleaseVersion
  package let when: Timestamp
  /// Wall-clock, in milliseconds.
  package let milliseconds: Int64
  package let checks: [CheckResult]
  /// Empty unless green.
  package let artifacts: [Artifact]
  /// What was built for it and what had been built before; empty in records of an older roller.
  package let builds: [PackageBuild]
  /// The end of the log, at most 4,000 characters.
  package let log: String

  package init(
    subject: Subject, pins: [ComponentName: PinIdentity], verdict: Verdict, image: String,
    version: ReleaseVersion, when: Timestamp,
    milliseconds: Int64, checks: [CheckResult], artifacts: [Artifact],
    builds: [PackageBuild] = [], log: String
  ) {
    self.subject = subject
    self.pins = pins
    self.verdict = verdict
    self.image = image
    self.version = version
    self.when = when
    self.milliseconds = milliseconds
    self.checks = checks
    self.artifacts = artifacts
    self.builds = builds
    self.log = log
  }

  /// The identity that trailers and statuses name.
  package var digest: SHA256Digest { SHA256Digest(of: json.text(.compact)) }

  /// Where the record sits in the tree of `refs/roller/evidence`.
  package var path: String { subject.path }
}

extension Evidence.Subject {
  /// `<pin set, 2>/<pin set, 62>/<target>/<recipe, first 16>.json`: like git's own objects, so that
  /// no folder grows without bound.
  package var path: String {
    let set = pinSet.hexadecimal
    return "\(set.prefix(2))/\(set.dropFirst(2))/\(target)/\(recipe.hexadecimal.prefix(16)).json"
  }
}

/// What a validation showed.
package enum Verdict: Sendable, Hashable {
  /// Every check ran and held.
  case green
  /// The pins do not work together, and this is the first error.
  case red(because: String)
  /// We could not tell: the machine failed, not the pins.
  case unjudged(because: String)
}

/// A file that a validation built and a release would ship.
package struct Artifact: Sendable, Hashable {
  /// The file's name in the release.
  package let name: String
  package let digest: SHA256Digest
  /// In bytes.
  package let size: Int64

  package init(name: String, digest: SHA256Digest, size: Int64) {
    self.name = name
    self.digest = digest
    self.size = size
  }
}

/// One thing that a validation tried, and what came of it.
package struct CheckResult: Sendable, Hashable {
  /// Such as `matmul`.
  package let program: String
  /// Such as `llvm-cpu`.
  package let device: String
  /// Such as `compile`, `run` or `inspect`.
  package let action: String
  package let passed: Bool
  /// What was measured or, when it failed, the first error.
  package let detail: String
  /// Wall-clock seconds, in milliseconds.
  package let milliseconds: Int64

  package init(
    program: String, device: String, action: String, passed: Bool, detail: String,
    milliseconds: Int64
  ) {
    self.program = program
    self.device = device
    self.action = action
    self.passed = passed
    self.detail = detail
    self.milliseconds = milliseconds
  }
}
