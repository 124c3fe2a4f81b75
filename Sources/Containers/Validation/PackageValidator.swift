import BlockingPool
import Digest
import Foundation
import ReleaseModel
import Rolling
import SafeText

/// The validator that builds and runs packages in containers of this machine.
package struct PackageValidator: Validator {
  let machine: Machine
  /// A folder with the `packages` and `images` of the commit that is validated for.
  let recipes: URL
  let cache: URL
  let inputs: any InputSource
  let now: @Sendable () -> Timestamp
  /// The files that green validations built.
  package let artifacts: ArtifactStore

  /// A validator with the recipes in `recipes` and everything that may be deleted in `cache`.
  package init(
    machine: Machine, recipes: URL, cache: URL, inputs: any InputSource,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.machine = machine
    self.recipes = recipes
    self.cache = cache
    self.inputs = inputs
    self.now = now
    artifacts = ArtifactStore(cache: cache)
  }

  /// The digest over the recipes and what of `target` decides a verdict.
  package func recipe(for target: Target) async throws(ValidatorError) -> SHA256Digest {
    let recipes = recipes
    let files = await BlockingPool.shared.run { () -> Result<SHA256Digest, any Error> in
      Result { try recipeDigest(of: ["images", "packages"], in: recipes) }
    }
    switch files {
    case .success(let files): return SHA256Digest(of: "\(files)\n\(target.recipeText)")
    case .failure(let error):
      throw ValidatorError(
        found: "the recipes in \(recipes.path) cannot be read: "
          + visibleText("\(error)", limit: 200),
        hint: "the folders packages/ and images/ of the commit belong there")
    }
  }

  /// Builds and runs every package for the job's target.
  package func validate(_ job: ValidationJob, progress: ValidationProgress) async -> Validation {
    let elapsed = stopwatch(on: machine.clock)
    let log = RunLog(file: logFile(for: job), onLine: progress.line)
    var record = ValidationRecord()
    do throws(ContainerError) {
      record.recipe = try await recipeOrTrouble(for: job.target)
      try await examine(job, record: &record, log: log, stage: progress.stage)
    } catch {
      record.verdict = .unjudged(because: "\(error.doing): \(error.found)")
      await log.note("unjudged: \(error.doing): \(error.found)")
      await log.note("  hint: \(error.hint)")
    }
    let text = await log.close()
    var evidence = record.evidence(
      for: job, when: now(), milliseconds: elapsed().milliseconds, log: text)
    var files: [String: URL] = [:]
    do throws(ContainerError) {
      files = try await keep(record.files, of: evidence)
    } catch {
      record.verdict = .unjudged(because: "\(error.doing): \(error.found)")
      evidence = record.evidence(
        for: job, when: evidence.when, milliseconds: evidence.milliseconds, log: text)
    }
    record.scratch?.remove()
    return Validation(evidence: evidence, files: files, log: log.file)
  }

  private func recipeOrTrouble(
    for target: Target
  ) async throws(ContainerError) -> SHA256Digest {
    do { return try await recipe(for: target) } catch {
      throw ContainerError(
        .badRecipe, doing: "reading the recipes", found: error.found, hint: error.hint)
    }
  }

  private func keep(
    _ built: [String: URL], of evidence: Evidence
  ) async throws(ContainerError) -> [String: URL] {
    guard !evidence.artifacts.isEmpty else { return [:] }
    let artifacts = artifacts
    let stored = await BlockingPool.shared.run { () -> Result<Void, ContainerError> in
      do throws(ContainerError) {
        return .success(try artifacts.store(built, for: evidence))
      } catch {
        return .failure(error)
      }
    }
    try stored.get()
    guard let files = await artifacts.artifacts(for: evidence) else {
      throw engineFailed(doing: "storing artifacts", found: "what was stored cannot be read back")
    }
    return files
  }

  private func logFile(for job: ValidationJob) -> URL {
    let folder = cache.appending(path: "logs")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let name = "\(now().seconds)-\(job.target.name)-\(job.pins.digest.hexadecimal.prefix(12))"
    return folder.appending(path: "\(name).log")
  }
}

/// What a clock shows since this was called.
private func stopwatch(on clock: any Clock<Duration>) -> @Sendable () -> Duration {
  func start<Watch: Clock<Duration>>(_ watch: Watch) -> @Sendable () -> Duration {
    let began = watch.now
    return { began.duration(to: watch.now) }
  }
  return start(clock)
}

extension Duration {
  var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }
}
