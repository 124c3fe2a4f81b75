import Digest
import Errors
import Foundation
import ReleaseModel
import RollPlanning
import Rolling

/// A validator whose truth is a function of the pin set, and that counts what it was asked.
package actor MatrixWorkshop: Workshop, Validator {
  package typealias Truth = @Sendable (PinSet, TargetName) -> ReleaseModel.Verdict

  private var truth: Truth
  private var recipes = "recipe"
  /// What was validated, in order: the pins' labels and the target.
  package private(set) var asked: [String] = []
  /// Those of them for which nothing remembered counted.
  package private(set) var afresh: [String] = []
  private var store: [Evidence: [String: URL]] = [:]

  package init(truth: @escaping Truth) {
    self.truth = truth
  }

  /// The files that judge are others from now on, and show something else if `truth` is given.
  package func change(recipes: String, truth: Truth? = nil) {
    self.recipes = recipes
    if let truth { self.truth = truth }
  }

  /// Forgets every artifact, as a deleted cache does.
  package func forget() { store = [:] }

  package func open(_ commit: CommitRecipes) throws(Failure) -> any Validator { self }

  package func artifacts(of evidence: Evidence) -> [String: URL]? { store[evidence] }

  package func recipe(for target: Target) throws(Failure) -> SHA256Digest {
    SHA256Digest(of: "\(recipes) \(target.name)")
  }

  package func validate(_ job: ValidationJob, progress: ValidationProgress) -> Validation {
    let labels = job.pins.components.compactMap { job.pins[$0]?.label }.joined(separator: " ")
    asked.append("\(labels) on \(job.target.name)")
    if job.isAfresh { afresh.append("\(labels) on \(job.target.name)") }
    let verdict = truth(job.pins, job.target.name)
    let name = "product-\(job.version)-\(job.target.name).whl"
    // Reproducible: the content follows from the job alone.
    let content = "\(job.pins.digest) \(job.version) \(job.target.name)"
    let artifact = Artifact(
      name: name, digest: SHA256Digest(of: content), size: Int64(content.utf8.count))
    let evidence = Evidence(
      subject: Evidence.Subject(
        pinSet: job.pins.digest, target: job.target.name,
        recipe: SHA256Digest(of: "\(recipes) \(job.target.name)")),
      pins: job.pins.identities, verdict: verdict, image: "none", version: job.version,
      when: Timestamp(seconds: 1_763_769_600 + Int64(asked.count)), milliseconds: 1_000,
      checks: [
        CheckResult(
          program: "matmul", device: "llvm-cpu", action: "compile+run",
          passed: verdict == .green, detail: "", milliseconds: 10)
      ], artifacts: verdict == .green ? [artifact] : [], log: "")
    let files = [name: URL(fileURLWithPath: "/nowhere/\(name)")]
    if verdict == .green { store[evidence] = files }
    return Validation(evidence: evidence, files: files, log: nil)
  }
}
