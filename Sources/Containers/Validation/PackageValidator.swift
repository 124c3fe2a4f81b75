import ArtifactStore
import BlockingPool
import Digest
import Errors
import Foundation
import ReleaseModel
import Rolling

/// The validator that builds and runs packages in containers of this machine.
package struct PackageValidator: Validator {
  let machine: Machine
  /// The files under `packages` and `images` of the commit that is validated for.
  let recipes: RecipeExport
  /// The packages that are built, each after those that it needs.
  let packages: [PackageRecipe]
  let cache: URL
  let inputs: any InputSource
  /// What steps set aside of the machine, together with those of every other validation.
  let reservation: Reservation
  let now: @Sendable () -> Timestamp
  /// What was built, by whomever.
  package let artifacts: ArtifactStore
  /// The most that it keeps, in bytes.
  let storeLimit: Int64

  /// A validator of `workshop` for `commit`.
  init(_ workshop: ContainerWorkshop, for commit: CommitRecipes) {
    machine = workshop.machine
    recipes = RecipeExport(commit.files)
    packages = commit.packages
    cache = workshop.cache
    inputs = workshop.inputs(commit.components)
    reservation = workshop.reservation
    now = workshop.now
    artifacts = workshop.artifacts
    storeLimit = workshop.storeLimit
  }

  /// The digest over the recipes of the chosen packages, the images, and what of `target` decides a
  /// verdict.
  package func recipe(for target: Target) async throws(Failure) -> SHA256Digest {
    let scratch = try makeScratch()
    defer { scratch.remove() }
    return try await recipe(for: target, in: try await laidOut(in: scratch))
  }

  /// Builds and runs every package for the job's target.
  package func validate(_ job: ValidationJob, progress: ValidationProgress) async -> Validation {
    let elapsed = stopwatch(on: machine.clock)
    let logs = StepLogs(
      below: cache.appending(path: "logs"), name: logName(for: job), progress: progress)
    var record = ValidationRecord()
    do throws(Failure) {
      try await examine(job, record: &record, logs: logs)
    } catch {
      record.verdict = .unjudged(because: error.summary)
      await logs.main.note("unjudged: \(error.doing): \(error.found)")
      await logs.main.note("  hint: \(error.hint)")
    }
    let main = await logs.main.close()
    let text = record.log?.text ?? main
    var evidence = record.evidence(
      for: job, when: now(), milliseconds: elapsed().milliseconds, log: text)
    var files: [String: URL] = [:]
    do throws(Failure) {
      files = try await keep(record.files, of: evidence)
    } catch {
      record.verdict = .unjudged(because: error.summary)
      evidence = record.evidence(
        for: job, when: evidence.when, milliseconds: evidence.milliseconds, log: text)
    }
    record.scratch?.remove()
    await record.leases?.release()
    await BlockingPool.shared.run { [artifacts, storeLimit] in
      _ = artifacts.collect(limit: storeLimit)
    }
    return Validation(
      evidence: evidence, files: files, log: record.log?.file ?? logs.main.file)
  }

  private func keep(
    _ built: [String: URL], of evidence: Evidence
  ) async throws(Failure) -> [String: URL] {
    guard !evidence.artifacts.isEmpty else { return [:] }
    let artifacts = artifacts
    let failure = await BlockingPool.shared.run { () -> Failure? in
      do throws(Failure) { try artifacts.store(built, for: evidence) } catch { return error }
      return nil
    }
    if let failure { throw failure }
    guard let files = await artifacts.artifacts(for: evidence) else {
      throw engineFailed(doing: "storing artifacts", found: "the stored files cannot be read back")
    }
    return files
  }

  private func logName(for job: ValidationJob) -> String {
    "\(now().seconds)-\(job.target.name)-\(job.pins.digest.hexadecimal.prefix(12))"
  }
}
