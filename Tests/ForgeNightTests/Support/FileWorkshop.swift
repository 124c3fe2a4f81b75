import Digest
import Errors
import Foundation
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes

/// A workshop that starts no container and whose artifacts are real files: their bytes follow from the
/// job alone, as those of a reproducible build do.
actor FileWorkshop: Workshop, Validator {
  private let judge: MatrixWorkshop
  private let folder: URL

  /// Works in `folder`, which may hold what an earlier workshop made.
  init(in folder: URL, truth: @escaping MatrixWorkshop.Truth) throws {
    judge = MatrixWorkshop(truth: truth)
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// What was validated, in order.
  var asked: [String] { get async { await judge.asked } }

  func open(_ commit: CommitRecipes) throws(Failure) -> any Validator { self }

  func recipe(for target: Target) async throws(Failure) -> SHA256Digest {
    try await judge.recipe(for: target)
  }

  func artifacts(of evidence: Evidence) -> [String: URL]? {
    var files: [String: URL] = [:]
    for artifact in evidence.artifacts {
      let file = folder.appending(path: artifact.name)
      guard let bytes = try? Data(contentsOf: file),
        SHA256Digest(of: Array(bytes)) == artifact.digest
      else { return nil }
      files[artifact.name] = file
    }
    return files
  }

  func validate(_ job: ValidationJob, progress: ValidationProgress) async -> Validation {
    let made = await judge.validate(job, progress: progress)
    let content = Data("\(job.pins.digest) \(job.version) \(job.target.name)".utf8)
    for artifact in made.evidence.artifacts {
      try? content.write(to: folder.appending(path: artifact.name), options: .atomic)
    }
    return Validation(
      evidence: made.evidence, files: artifacts(of: made.evidence) ?? [:], log: nil)
  }
}
