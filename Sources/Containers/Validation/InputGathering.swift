import ArtifactStore
import BlockingPool
import Digest
import Errors
import Foundation
import ReleaseModel
import Rolling
import SafeText

/// Gets what a validation is made from: pinned files by their hashes, and git's identities of sources.
struct InputGathering: Sendable {
  let job: ValidationJob
  let inputs: any InputSource
  let wheelhouse: Wheelhouse
  let log: RunLog

  /// Why a pin set cannot be built, which is an answer about it and no failure of ours.
  struct Unbuildable: Error, Sendable {
    let because: String
  }

  /// Everything that `steps` of `packages` get.
  func gather(
    for steps: [StepID], of packages: [PackageFolder]
  ) async throws(Failure) -> Result<GatheredInputs, Unbuildable> {
    var gathered = GatheredInputs(pins: job.pins)
    for package in packages {
      let name = package.definition.name
      let targets = Set(steps.filter { $0.package == name }.map(\.target))
      for input in package.definition.inputs {
        guard case .git(let pin)? = job.pins[input.component] else {
          for target in targets.sorted() {
            try await fetch(input.component, in: package.definition, for: target, into: &gathered)
          }
          continue
        }
        switch try await trees(of: input, at: pin) {
        case .success(let trees):
          gathered.sources[name, default: [:]][input.component] = InputsDocument.Source(
            trees: trees, pin: pin)
        case .failure(let missing):
          return .failure(
            Unbuildable(
              because: "\(name): \(missing.component) has no "
                + "\(visibleText(missing.path, limit: 200)) at \(Pin.git(pin).label)"))
        }
      }
      guard package.definition.check != nil else { continue }
      for python in job.target.pythons(of: package.definition) {
        gathered.wheelhouses[name, default: [:]][python.tag] = try await wheelhouse.fill(
          for: package, target: job.target.name, python: python.tag, log: log)
      }
    }
    return .success(gathered)
  }

  private func trees(
    of input: PackageInput, at pin: GitPin
  ) async throws(Failure) -> Result<[String: String], MissingPath> {
    let doing = "reading \(input.component) at \(Pin.git(pin).label)"
    let paths = input.paths.isEmpty ? [""] : input.paths
    do {
      let trees = try await inputs.treeIDs(of: input.component, at: pin, paths: paths)
      guard Set(trees.keys) == Set(paths) else {
        throw Failure(
          .badData, doing: doing, found: "an answer about other paths than requested",
          hint: "this is a bug in roller; please report it")
      }
      return .success(trees)
    } catch let missing as MissingPath {
      return .failure(missing)
    } catch {
      throw unfetched(error, doing: doing, hint: "run `roller doctor` to check the repository")
    }
  }

  /// Every file of `component` that `package` is made from, for each of its Pythons.
  private func fetch(
    _ component: ComponentName, in package: PackageRecipe, for target: TargetName,
    into gathered: inout GatheredInputs
  ) async throws(Failure) {
    let doing = "fetching \(component) for \(target)"
    guard case .wheel(let pin)? = job.pins[component],
      let files = package.files(of: pin, for: target)
    else { throw notPinned(doing) }
    if target == job.target.name {
      for python in job.target.pythons(of: package) where files[python.tag] == nil {
        throw notPinned("\(doing) on \(python.tag)")
      }
    }
    for (python, wanted) in files.values where gathered.files[wanted] == nil {
      gathered.files[wanted] = try await file(wanted, doing: doing) {
        try await inputs.file(of: component, at: pin, for: target, on: python)
      }
    }
  }

  private func notPinned(_ doing: String) -> Failure {
    Failure(
      .badData, doing: doing, found: "no file is pinned",
      hint: "version_info.json must pin a file of it for this target")
  }

  /// The file with its digest, seen to be the one that is pinned.
  private func file(
    _ wanted: SHA256Digest, doing: String, _ fetch: () async throws -> URL
  ) async throws(Failure) -> GatheredInputs.File {
    let file: URL
    do { file = try await fetch() } catch {
      throw unfetched(error, doing: doing, hint: "run `roller doctor` to check the index")
    }
    let found = await BlockingPool.shared.run { try? SHA256Digest(ofFileAt: file) }
    guard found == wanted, isPlainFileName(file.lastPathComponent) else {
      throw Failure(
        .badData, doing: doing,
        found: "\(file.path) is \(found?.description ?? "unreadable"), pinned is \(wanted)",
        hint: "delete the file to fetch it again")
    }
    return GatheredInputs.File(url: file, digest: wanted)
  }
}

/// What is said of an input that a source could not give.
func unfetched(_ error: any Error, doing: String, hint: String) -> Failure {
  if let error = error as? Failure { return error }
  if Task.isCancelled { return .cancelled(doing: doing) }
  let found =
    isDiskFull(error) ? "no space left on the disk" : Failure(error, doing: doing).found
  return Failure(.badData, doing: doing, found: visibleText(found, limit: 500), hint: hint)
}
