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
  var builds: [PackageBuild] = []
  /// For each artifact, where it was built.
  var files: [String: URL] = [:]
  /// The log of the step that decided, when it was not green.
  var log: (file: URL, text: String)?
  /// What is to be removed and released at the end.
  var scratch: Scratch?
  var leases: Leases?

  /// Takes over what came of the steps.
  mutating func take(_ outcomes: [StepID: StepOutcome], of catalogue: StepCatalogue) {
    let graph = catalogue.graph
    verdict = graph.verdict(outcomes)
    log =
      graph.order.compactMap { outcomes[$0] }
      .first { $0.verdict == verdict && verdict != .green }?.log
    checks = graph.order.flatMap { outcomes[$0]?.checks ?? [] }
    builds = graph.order.compactMap { step in
      guard step.action == .build, let key = catalogue.keys[step] else { return nil }
      let outcome = outcomes[step]
      // What was never asked for had only use for something that was there.
      guard verdict == .green || outcome?.hasRun == true else { return nil }
      return PackageBuild(
        package: step.package, target: step.target, key: key,
        isReused: outcome?.isReused ?? true, milliseconds: outcome?.milliseconds ?? 0)
    }
    guard verdict == .green else { return }
    for step in graph.releases {
      guard let build = outcomes[step]?.build else { continue }
      for file in build.report.files { take(file, of: build, step) }
    }
  }

  private mutating func take(_ file: ScriptReport.File, of build: Build, _ step: StepID) {
    let artifact = Artifact(name: file.name, digest: file.digest, size: file.bytes)
    guard files[file.name] == nil else {
      // The same file twice, as two packages carry the same wheel, is one file of the release.
      if !artifacts.contains(artifact) {
        verdict = .unjudged(because: "\(step.title): another package made a \(file.name) too")
      }
      return
    }
    files[file.name] = build.folder.appending(path: file.name)
    artifacts.append(artifact)
  }

  func evidence(
    for job: ValidationJob, when: Timestamp, milliseconds: Int64, log: String
  ) -> Evidence {
    Evidence(
      subject: Evidence.Subject(
        pinSet: job.pins.digest, target: job.target.name, recipe: recipe),
      pins: job.pins.identities, verdict: verdict, image: image, version: job.version, when: when,
      milliseconds: milliseconds, checks: checks,
      artifacts: verdict == .green ? artifacts.sorted { $0.name < $1.name } : [], builds: builds,
      log: log)
  }
}
