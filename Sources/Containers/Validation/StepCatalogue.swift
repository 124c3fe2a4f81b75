import Digest
import Foundation
import ReleaseModel
import Rolling

/// What all steps of a validation are made from: known before any of them runs.
struct StepCatalogue: Sendable {
  let job: ValidationJob
  let graph: PackageGraph
  let packages: [PackageName: PackageFolder]
  let inputs: GatheredInputs
  /// Of each Python of the job's target.
  private let images: [PythonTag: ImageSet]
  let keys: [StepID: SHA256Digest]

  /// The keys of everything that `graph` can make, from the bottom up.
  init(
    job: ValidationJob, graph: PackageGraph, packages: [PackageFolder],
    recipes: [PackageName: SHA256Digest],
    made: (inputs: GatheredInputs, images: [PythonTag: ImageSet])
  ) {
    self.job = job
    self.graph = graph
    self.packages = Dictionary(
      packages.map { ($0.definition.name, $0) }, uniquingKeysWith: { first, _ in first })
    inputs = made.inputs
    images = made.images
    var keys: [StepID: SHA256Digest] = [:]
    for step in graph.order where step.action != .check {
      guard let package = graph[package: step.package], let recipe = recipes[step.package],
        let definition = step.action == .build ? package.build : package.pack
      else { continue }
      var facts = StepFacts(
        step: step, flavour: package.flavour?.description, recipe: recipe,
        image: images[graph.python(of: step)]?.images[definition.image]?.id ?? "none")
      facts.trees = (made.inputs.sources[step.package] ?? [:]).mapValues(\.trees)
      facts.wheels = Self.named(inputs.files(of: package, for: step.target))
      for part in graph.made(from: step) { facts.parts[part] = keys[part] }
      if graph.isStamped(step) { facts.stamp = job.stampText }
      keys[step] = facts.key
    }
    self.keys = keys
  }

  /// The images of the Python that `step` runs on.
  func images(for step: StepID) -> ImageSet {
    images[graph.python(of: step)] ?? ImageSet(images: [:], wasBuilt: false)
  }

  /// The pinned files that `step` sees: a check those of its Python, everything else those of all.
  func files(for step: StepID) -> [ComponentName: PerPython<GatheredInputs.File>] {
    guard let package = graph[package: step.package] else { return [:] }
    let python = step.action == .check ? graph.python(of: step) : nil
    return inputs.files(of: package, for: step.target, on: python)
  }

  private static func named(
    _ files: [ComponentName: PerPython<GatheredInputs.File>]
  ) -> [ComponentName: PerPython<InputsDocument.File>] {
    files.compactMapValues { files in
      files.compactMap { InputsDocument.File(name: $0.url.lastPathComponent, digest: $0.digest) }
    }
  }

  /// What `inputs.json` says to `step`, given the files of what it is made from.
  func document(for step: StepID, from parts: [StepID: Build]) -> InputsDocument? {
    guard let package = graph[package: step.package] else { return nil }
    var document = InputsDocument(
      stamp: graph.isStamped(step) ? job : nil, target: step.target,
      files: Self.named(files(for: step)))
    document.flavour = package.flavour?.description
    document.sources = inputs.sources[step.package] ?? [:]
    for (part, build) in parts where part.package != step.package {
      document.needs[part.package] = build.report.files.map(\.name)
    }
    return document
  }
}
