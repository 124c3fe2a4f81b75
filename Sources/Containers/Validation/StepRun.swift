import Foundation
import ReleaseModel
import Rolling
import SafeText

/// Runs the scripts of one package in their containers.
struct StepRun: Sendable {
  let engine: ContainerEngine
  let package: PackageFolder.Package
  let images: ImageSet
  let limits: ContainerLimits
  let log: RunLog

  /// What a script did: the verdict on it, and its report if it wrote one.
  struct Outcome: Sendable {
    let verdict: Verdict
    let report: ScriptReport?
  }

  /// Runs `step` in a container called `name` that sees `mounts` besides its recipe.
  ///
  /// A compiler cache has room of its own beside the step's limit of the disk.
  func callAsFunction(
    _ step: PackageDefinition.Step, name: String, title: String,
    mounts: [(source: URL, destination: String, isWritable: Bool)],
    environment: [String: String] = [:]
  ) async throws(ContainerError) -> Outcome {
    await log.begin(title)
    var (limits, environment) = (limits, environment)
    if package.library != nil { environment["PYTHONPATH"] = "/library" }
    if mounts.contains(where: { $0.destination == "/ccache" }) {
      environment["CCACHE_DIR"] = "/ccache"
      environment["CCACHE_MAXSIZE"] = "\(CompilerCache.limit)M"
      limits.disk += CompilerCache.limit * 3 / 2
      limits.files += 200_000
    }
    let run = ContainerRun(
      name: name, image: try image(for: step, title: title).id,
      command: [step.interpreter, "/recipe/\(step.script)"],
      mounts: try checked([(package.folder, "/recipe", false)] + library + mounts),
      environment: environment, user: engine.user, limits: limits)
    let end = await engine.run(run, log: log)
    if end == .cancelled { throw .cancelled(doing: title) }
    let report = report(in: mounts.first { $0.destination == "/out" }?.source)
    let judgement = Judgement(
      end: end, report: report, limits: limits, firstError: await log.firstError,
      sawFullDisk: await log.sawFullDisk)
    return Outcome(verdict: judgement.verdict.saying(title), report: try? report.get())
  }

  /// Where `import` finds the code that the package's scripts share with other packages'.
  private var library: [(source: URL, destination: String, isWritable: Bool)] {
    package.library.map { [($0, "/library/\($0.lastPathComponent)", false)] } ?? []
  }

  private func image(
    for step: PackageDefinition.Step, title: String
  ) throws(ContainerError) -> ImageReference {
    if let image = images.images[step.image] { return image }
    throw ContainerError(
      .badRecipe, doing: title,
      found: "the image recipe makes no image \(visibleText(step.image, limit: 50))",
      hint: "its images are \(images.images.keys.sorted().joined(separator: ", "))")
  }

  private func checked(
    _ mounts: [(source: URL, destination: String, isWritable: Bool)]
  ) throws(ContainerError) -> [ContainerMount] {
    var checked: [ContainerMount] = []
    for (source, destination, isWritable) in mounts {
      guard let mount = ContainerMount(source, at: destination, writable: isWritable) else {
        throw ContainerError(
          .engineFailed, doing: "mounting \(destination)", found: "a colon in \(source.path)",
          hint: "choose cache and recipe folders without ':' in their paths")
      }
      checked.append(mount)
    }
    return checked
  }

  private func report(in folder: URL?) -> Result<ScriptReport, ReportError> {
    do throws(ReportError) {
      guard let folder else { throw ReportError(found: "there was no place for a report") }
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
