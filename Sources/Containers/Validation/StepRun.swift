import Errors
import Foundation
import ReleaseModel
import Rolling
import SafeText

/// Runs the scripts of one package in their containers.
struct StepRun: Sendable {
  let engine: ContainerEngine
  let package: PackageFolder
  let recipes: RecipeExport
  let images: ImageSet
  /// The Python of the images.
  let python: PythonTag
  /// The validation's own folder, on the disk that is written to.
  let place: URL
  let limits: ContainerLimits
  let log: RunLog

  /// What a script did: the verdict on it, its report if it wrote one, and what happened meanwhile
  /// to the machine.
  struct Outcome: Sendable {
    let verdict: Verdict
    let report: ScriptReport?
    let disturbances: [Disturbance]
  }

  /// Runs `step` in a container called `name` that sees `mounts` besides its recipe.
  ///
  /// A compiler cache has room of its own beside the step's limit of the disk.
  func callAsFunction(
    _ step: PackageRecipe.Step, name: String, title: String, mounts: [StepMount],
    environment: [String: String] = [:]
  ) async throws(Failure) -> Outcome {
    await log.begin(title)
    var (limits, environment) = (limits, environment)
    let mounts = [recipe(package.folder, at: "/recipe")] + library + mounts
    if package.library != nil { environment["PYTHONPATH"] = "/library" }
    if mounts.contains(where: { $0.destination == "/ccache" }) {
      environment["CCACHE_DIR"] = "/ccache"
      environment["CCACHE_MAXSIZE"] = "\(CompilerCache.limit)M"
      limits.disk += CompilerCache.limit * 3 / 2
      limits.files += 200_000
    }
    let run = ContainerRun(
      name: name, image: try image(for: step, title: title).id,
      command: [step.interpreter(on: python), "/recipe/\(step.script)"],
      mounts: try checked(mounts),
      environment: environment, user: engine.user, limits: limits)
    let watch = try await MountWatch.begin(on: mounts, for: title)
    let (end, happened) = try await witnessed(run)
    if end == .cancelled { throw .cancelled(doing: title) }
    let report = report(in: mounts.first { $0.destination == "/out" }?.source)
    let judgement = Judgement(
      end: end, report: report, limits: limits, firstError: await log.firstError,
      sawFullDisk: await log.sawFullDisk)
    let disturbances = await watch.disturbances() + engineDisturbances(of: run) + happened
    for disturbance in disturbances { await log.note("disturbed: \(disturbance.reason)") }
    return Outcome(
      verdict: judgement.verdict, report: try? report.get(), disturbances: disturbances)
  }

  /// Runs the container, and watches the machine meanwhile.
  private func witnessed(
    _ run: ContainerRun
  ) async throws(Failure) -> (ContainerEnd, [Disturbance]) {
    let folder = place.appending(path: "engine/\(run.name)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(error, doing: "making \(folder.path)")
    }
    let witness = MachineWitness(engine.machine, writingTo: place)
    let end = await withTaskGroup(of: ContainerEnd?.self) { group in
      group.addTask { await engine.run(run, log: log, in: folder) }
      group.addTask {
        await witness.watchDisk()
        return nil
      }
      while let end = await group.next() {
        guard let end else { continue }
        group.cancelAll()
        return end
      }
      return .cancelled
    }
    let sawOwnKill = FileManager.default.fileExists(atPath: folder.appending(path: "oom").path)
    return (end, witness.disturbances(sawOwnKill: sawOwnKill, memory: run.limits.memory))
  }

  /// Whether the image is still here, and the engine still works by our configuration.
  private func engineDisturbances(of run: ContainerRun) async -> [Disturbance] {
    guard !Task.isCancelled else { return [] }
    var found: [Disturbance] = []
    if (try? await engine.ask(["image", "exists", run.image])) == nil {
      found.append(.imageGone(run.image))
    }
    if !engine.isConfigured { found.append(.engineChanged(engine.configuration.path)) }
    return found
  }

  /// Where `import` finds the code that the package's scripts share with other packages'.
  private var library: [StepMount] {
    package.library.map { [recipe($0, at: "/library/\($0.lastPathComponent)")] } ?? []
  }

  private func recipe(_ folder: URL, at destination: String) -> StepMount {
    StepMount(
      folder, at: destination,
      holding: recipes.digests(below: "packages/\(folder.lastPathComponent)"))
  }

  private func image(
    for step: PackageRecipe.Step, title: String
  ) throws(Failure) -> ImageReference {
    if let image = images.images[step.image] { return image }
    throw Failure(
      .badData, doing: title,
      found: "the image recipe does not make an image \(visibleText(step.image, limit: 50))",
      hint: "its images are \(images.images.keys.sorted().joined(separator: ", "))")
  }

  private func checked(
    _ mounts: [StepMount]
  ) throws(Failure) -> [ContainerMount] {
    var checked: [ContainerMount] = []
    for wanted in mounts {
      guard
        let mount = ContainerMount(
          wanted.source, at: wanted.destination, writable: wanted.isWritable)
      else {
        throw Failure(
          .unavailable, doing: "mounting \(wanted.destination)",
          found: "a colon in \(wanted.source.path)",
          hint: "use cache and recipe folders without ':' in their paths")
      }
      checked.append(mount)
    }
    return checked
  }

  private func report(in folder: URL?) -> Result<ScriptReport, ReportError> {
    do throws(ReportError) {
      guard let folder else { throw ReportError(found: "the report could not be written") }
      let bytes = try bytesOfOutput("result.json", in: folder, limit: 4 << 20)
      return .success(try ScriptReport(parsing: bytes))
    } catch {
      return .failure(error)
    }
  }
}

extension Verdict {
  /// The same verdict, whose reason begins with what was being done.
  func saying(_ subject: String) -> Verdict {
    switch self {
    case .green: .green
    case .red(let reason): .red(because: "\(subject): \(reason)")
    case .unjudged(let reason): .unjudged(because: "\(subject): \(reason)")
    }
  }
}
