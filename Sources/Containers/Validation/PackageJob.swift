import BlockingPool
import Digest
import Foundation
import ReleaseModel
import Rolling

/// One package of one validation: build it, for the host too where the check needs that, and check
/// what was built.
struct PackageJob: Sendable {
  let job: ValidationJob
  let package: PackageFolder.Package
  /// The digest over the package's own recipe.
  let recipe: SHA256Digest
  let images: ImageSet
  let inputs: GatheredInputs
  let builds: BuildCache
  let run: StepRun
  /// Where the folders of the containers are made, and what the containers' names begin with.
  let scratch: Scratch

  private var name: PackageName { package.definition.name }

  /// Builds for `target`, or finds that this was built before; nil when it is not green.
  func build(
    for target: TargetName, into record: inout ValidationRecord
  ) async throws(ContainerError) -> Build? {
    let files = inputs.files[target] ?? [:]
    let document = InputsDocument(
      job: job, target: target,
      files: files.mapValues {
        InputsDocument.File(name: $0.url.lastPathComponent, digest: $0.digest)
      })
    let text = document.json.text() + "\n"
    let step = package.definition.build
    let key = BuildCache.key(
      recipe: recipe, image: images.images[step.image]?.id ?? "none", inputs: text)
    let lock = try await FileLock.acquire(
      builds.lockFile(key), on: run.engine.machine.clock
    ) { await run.log.note("build: waiting for another process that builds the same") }
    defer { withExtendedLifetime(lock) {} }
    if let known = await BlockingPool.shared.run({ builds.build(key) }) {
      await run.log.note("build: the same was built before, from inputs.json \(key)")
      record.verdict = .green
      record.checks += known.report.steps.map(\.result)
      return known
    }
    let place = try Workplace(
      in: scratch.folder.appending(path: "\(name)-build-\(target)"), user: run.engine.user)
    for file in files.values { try place.add(file.url, as: file.url.lastPathComponent) }
    try place.write(text, as: "inputs.json")
    let outcome = try await run(
      step, name: "\(scratch.name)-\(name)-build-\(target)",
      title: "build of \(name) for \(target)",
      mounts: [
        (place.input, "/in", false), (place.output, "/out", true),
        (place.scratch, "/scratch", true),
      ])
    record.verdict = outcome.verdict
    record.checks += outcome.report?.steps.map(\.result) ?? []
    guard outcome.verdict == .green, let report = outcome.report else { return nil }
    return try await keep(report, in: place, as: key, &record)
  }

  private func keep(
    _ report: ScriptReport, in place: Workplace, as key: SHA256Digest,
    _ record: inout ValidationRecord
  ) async throws(ContainerError) -> Build? {
    let verified = await BlockingPool.shared.run { () -> Result<Build, ReportError> in
      do throws(ReportError) {
        return .success(try Build(verifying: report, in: place.output))
      } catch {
        return .failure(error)
      }
    }
    switch verified {
    case .success(let build): return try builds.keep(build, as: key)
    case .failure(let error):
      record.verdict = .unjudged(because: error.found).saying("build of \(name)")
      return nil
    }
  }

  /// Checks `build` in an image that has nothing else; the verdict goes into `record`.
  func check(
    _ build: Build, host: Build?, into record: inout ValidationRecord
  ) async throws(ContainerError) {
    guard let step = package.definition.check else { return }
    let title = "check of \(name) for \(job.target.name)"
    let place = try Workplace(
      in: scratch.folder.appending(path: "\(name)-check"), user: run.engine.user)
    var mounts = [
      (build.folder, "/in", false), (place.output, "/out", true), (place.scratch, "/scratch", true),
    ]
    if let host { mounts.append((host.folder, "/host", false)) }
    if let wheels = inputs.wheelhouses[name] { mounts.append((wheels, "/wheelhouse", false)) }
    let outcome = try await run(
      step, name: "\(scratch.name)-\(name)-check", title: title,
      mounts: mounts)
    record.verdict = outcome.verdict
    do throws(ReportError) {
      let checks = try checks(in: place)
      record.checks += checks.map(\.result)
      guard outcome.verdict == .green, let report = outcome.report,
        let expected = package.definition.targets[job.target.name]
      else { return }
      record.verdict = verdict(of: checks, report: report, expecting: expected).saying(title)
    } catch {
      guard outcome.verdict == .green else { return }
      record.verdict = .unjudged(because: error.found).saying(title)
    }
  }

  private func checks(in place: Workplace) throws(ReportError) -> [ReportedCheck] {
    let bytes = try bytesOfOutput("checks.jsonl", in: place.output, limit: 8 << 20)
    var checks: [ReportedCheck] = []
    for line in bytes.split(separator: 0x0A) {
      guard let check = ReportedCheck(line: String(decoding: line, as: UTF8.self)) else {
        throw ReportError(found: "checks.jsonl, line \(checks.count + 1): not a check")
      }
      checks.append(check)
    }
    return checks
  }
}
