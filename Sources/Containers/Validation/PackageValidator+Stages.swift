import ArtifactStore
import BlockingPool
import Digest
import Errors
import Foundation
import ReleaseModel
import Rolling

extension PackageValidator {
  /// Fetches what is needed, then builds and checks every package for the job's target.
  func examine(
    _ job: ValidationJob, record: inout ValidationRecord, logs: StepLogs
  ) async throws(Failure) {
    let scratch = try makeScratch()
    record.scratch = scratch
    let folder = try await laidOut(in: scratch)
    record.recipe = try await recipe(for: job.target, in: folder)
    let engine = try await ContainerEngine.find(on: machine, writingTo: cache)
    let packages = try folders(for: job.target.name, in: folder)
    try checkRoom(for: packages)
    let graph = PackageGraph(packages.map(\.definition), for: job.target)
    let leases = Leases(artifacts, clock: machine.clock)
    record.leases = leases

    let gathered = try await gather(job, packages, in: scratch, logs: logs)
    guard case .success(let inputs) = gathered else {
      if case .failure(let why) = gathered { record.verdict = .red(because: why.because) }
      return
    }
    let store = ImageStore(
      engine: engine, recipes: folder.appending(path: "images"),
      cache: cache.appending(path: "images"), leases: leases)
    let images = try await images(for: packages, of: job.target, in: store, logs: logs)
    record.image = description(of: images, on: job.target)
    try await verify(folder)

    logs.note(.stage("packages"))
    let catalogue = StepCatalogue(
      job: job, graph: graph, packages: packages, recipes: try await digests(of: packages),
      made: (inputs, images))
    let work = StepWork(
      catalogue: catalogue, recipes: recipes, engine: engine, store: artifacts,
      shared: await sharedStore(logs.main), leases: leases,
      sources: self.inputs, reservation: reservation,
      compilerCache: CompilerCache(folder: cache.appending(path: "ccache")), scratch: scratch,
      logs: logs)
    record.take(try await GraphRun(graph: graph, work: work).outcomes(), of: catalogue)
  }

  private func folders(
    for target: TargetName, in recipes: URL
  ) throws(Failure) -> [PackageFolder] {
    let made = packages.filter { $0.targets[target] != nil }
    guard !made.isEmpty else {
      throw Failure(
        .badData, doing: "reading the recipes", found: "no package is made for \(target)",
        hint: "add the target to a package.json, or disable it in schedules/targets.json")
    }
    return made.map { PackageFolder($0, in: recipes) }
  }

  private func gather(
    _ job: ValidationJob, _ packages: [PackageFolder], in scratch: Scratch, logs: StepLogs
  ) async throws(Failure) -> Result<GatheredInputs, InputGathering.Unbuildable> {
    logs.note(.stage("inputs"))
    await logs.main.begin("inputs")
    let gathering = InputGathering(
      job: job, inputs: inputs,
      wheelhouse: Wheelhouse(
        machine: machine, configuration: cache.appending(path: "containers.conf"),
        folder: cache.appending(path: "wheelhouse"), scratch: scratch),
      log: logs.main)
    let graph = PackageGraph(packages.map(\.definition), for: job.target)
    return try await gathering.gather(for: graph.order, of: packages)
  }

  /// The images of each Python, of the roles that its steps have, and no others.
  private func images(
    for packages: [PackageFolder], of target: Target, in store: ImageStore,
    logs: StepLogs
  ) async throws(Failure) -> [PythonTag: ImageSet] {
    logs.note(.stage("image"))
    var images: [PythonTag: ImageSet] = [:]
    for python in target.pythons {
      let steps = packages.map(\.definition).flatMap { package in
        let isChecked = target.pythons(of: package).contains(python)
        return (python == target.first ? package.makingSteps : [])
          + (isChecked ? [package.check].compactMap(\.self) : [])
      }
      guard !steps.isEmpty else { continue }
      await logs.main.begin("image \(python.image)")
      images[python.tag] = try await store.images(
        python.image, roles: Set(steps.map(\.image)), log: logs.main)
    }
    return images
  }

  /// What evidence calls the images: the first Python's by their roles, the others with their folder.
  private func description(of images: [PythonTag: ImageSet], on target: Target) -> String {
    target.pythons.compactMap { python in
      images[python.tag].map { (python == target.first ? "" : "\(python.image)/") + $0.description }
    }.joined(separator: " ")
  }

  /// The store that $ROLLER_STORE_REMOTE names, if it names one.
  private func sharedStore(_ log: RunLog) async -> SharedStore {
    guard let name = machine.environment["ROLLER_STORE_REMOTE"], !name.isEmpty else {
      return SharedStore(artifacts, nil, note: { await log.note($0) })
    }
    let remote = machine.searchPath.program("rclone").map {
      RcloneStore(
        name, program: $0, environment: machine.environment, runner: machine.runner,
        clock: machine.clock)
    }
    if remote == nil {
      await log.note("shared store: ROLLER_STORE_REMOTE is set, but rclone is not installed")
      await log.note("  hint: apt-get install -y --no-install-recommends rclone")
    }
    return SharedStore(artifacts, remote, note: { await log.note($0) })
  }

  /// A nearly full disk is told before the work, not after it.
  private func checkRoom(for packages: [PackageFolder]) throws(Failure) {
    let needed = packages.flatMap(\.definition.steps).map(\.limits.disk).max()
    guard let needed, let free = machine.freeBytes(cache), free < Int64(needed) << 20 else {
      return
    }
    throw Failure(
      .system(ENOSPC), doing: "checking free space in \(cache.path)",
      found: "\(free >> 20) MiB free, and the packages may need \(needed) MiB",
      hint: "free some space, or point the cache at another disk, and run again")
  }
}
