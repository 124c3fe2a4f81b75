import BlockingPool
import Digest
import Foundation
import ReleaseModel
import Rolling
import SafeText

extension PackageValidator {
  /// Fetches, builds and checks every package for the job's target, until one is not green.
  func examine(
    _ job: ValidationJob, record: inout ValidationRecord, log: RunLog,
    stage: @Sendable (String) -> Void
  ) async throws(ContainerError) {
    let engine = try await ContainerEngine.find(on: machine, writingTo: cache)
    let packages = try PackageFolder(in: recipes).packages(for: job.target.name)
    try checkRoom(for: packages)
    let scratch = try Scratch.make(in: Scratch.root(below: cache), owner: engine.owner)
    record.scratch = scratch

    stage("inputs")
    await log.begin("inputs")
    let inputs = try await gather(job, packages: packages, log: log)

    stage("image")
    await log.begin("image \(visibleText(job.target.image))")
    let store = ImageStore(
      engine: engine, recipes: recipes.appending(path: "images"),
      cache: cache.appending(path: "images"))
    let roles = Set(packages.flatMap(\.definition.steps).map(\.image))
    let images = try await store.images(job.target.image, roles: roles, log: log)
    record.image = images.description

    for package in packages {
      let run = StepRun(
        engine: engine, package: package, images: images, archiveDate: job.archiveDate, log: log)
      let work = PackageJob(
        job: job, package: package, recipe: try await recipe(of: package), images: images,
        inputs: inputs, builds: BuildCache(cache: cache), run: run, scratch: scratch)
      try await examine(work, record: &record, stage: stage)
      guard record.verdict == .green else { return }
    }
  }

  private func examine(
    _ work: PackageJob, record: inout ValidationRecord, stage: @Sendable (String) -> Void
  ) async throws(ContainerError) {
    stage("build")
    let target = work.job.target.name
    var host: Build?
    if let hostTarget = work.package.definition.targets[target]?.host {
      host = try await work.build(for: hostTarget, into: &record)
      guard host != nil else { return }
    }
    guard let build = try await work.build(for: target, into: &record) else { return }
    stage("check")
    try await work.check(build, host: host, into: &record)
    record.artifacts += build.report.files.map {
      Artifact(name: $0.name, digest: $0.digest, size: $0.bytes)
    }
    record.files.merge(build.files) { old, _ in old }
  }

  /// A nearly full disk is told before the work, not after it.
  private func checkRoom(for packages: [PackageFolder.Package]) throws(ContainerError) {
    let definitions = packages.map(\.definition)
    let needed = definitions.flatMap(\.steps).map(\.limits.disk).max()
    guard let needed, let free = machine.freeBytes(cache), free < Int64(needed) << 20 else {
      return
    }
    throw ContainerError(
      .diskFull, doing: "looking for room in \(cache.path)",
      found: "\(free >> 20) MiB free, and the packages may need \(needed) MiB",
      hint: "free some space, or point the cache at another disk, and run again")
  }

  private func recipe(
    of package: PackageFolder.Package
  ) async throws(ContainerError) -> SHA256Digest {
    let folder = package.folder
    let result = await BlockingPool.shared.run { () -> Result<SHA256Digest, any Error> in
      Result {
        try recipeDigest(
          of: [folder.lastPathComponent], in: folder.deletingLastPathComponent())
      }
    }
    do { return try result.get() } catch {
      throw ContainerError(doing: "reading \(folder.path)", failure: error)
    }
  }

  private func gather(
    _ job: ValidationJob, packages: [PackageFolder.Package], log: RunLog
  ) async throws(ContainerError) -> GatheredInputs {
    var gathered = GatheredInputs()
    let wheelhouse = Wheelhouse(
      machine: machine, configuration: cache.appending(path: "containers.conf"),
      folder: cache.appending(path: "wheelhouse"))
    for package in packages {
      let host = package.definition.targets[job.target.name]?.host
      for target in [job.target.name] + (host.map { [$0] } ?? []) {
        for component in package.definition.inputs.map(\.component)
        where gathered.files[target]?[component] == nil {
          gathered.files[target, default: [:]][component] = try await file(
            of: component, for: target, in: job)
        }
      }
      gathered.wheelhouses[package.definition.name] = try await wheelhouse.fill(
        for: package, target: job.target.name, log: log)
    }
    return gathered
  }

  /// The file with its digest, seen to be the one that is pinned.
  private func file(
    of component: ComponentName, for target: TargetName, in job: ValidationJob
  ) async throws(ContainerError) -> GatheredInputs.File {
    let doing = "fetching \(component) for \(target)"
    guard case .wheel(let pin)? = job.pins[component], let wanted = pin.files[target] else {
      throw ContainerError(
        .badInput, doing: doing, found: "no file is pinned",
        hint: "version_info.json must pin a file of it for this target")
    }
    let file: URL
    do { file = try await inputs.file(of: component, at: pin, for: target) } catch {
      if Task.isCancelled { throw .cancelled(doing: doing) }
      let found = isDiskFull(error) ? "no space left on the disk" : "\(error)"
      throw ContainerError(
        .badInput, doing: doing, found: visibleText(found, limit: 500),
        hint: "run `roller doctor`, which asks the index")
    }
    let found = await BlockingPool.shared.run { try? SHA256Digest(ofFileAt: file) }
    guard found == wanted, isPlainFileName(file.lastPathComponent) else {
      throw ContainerError(
        .badInput, doing: doing,
        found: "\(file.path) is \(found?.description ?? "unreadable"), pinned is \(wanted)",
        hint: "delete the file, so that it is fetched again")
    }
    return GatheredInputs.File(url: file, digest: wanted)
  }
}
