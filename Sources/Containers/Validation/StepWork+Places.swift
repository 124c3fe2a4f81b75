import Foundation
import ReleaseModel
import Rolling

extension StepWork {
  typealias Mount = (source: URL, destination: String, isWritable: Bool)

  /// The folders of `step`'s container, with its inputs in place.
  func workplace(
    for step: StepID, from parts: [StepID: Build]
  ) async throws(ContainerError) -> Workplace {
    let place = try Workplace(
      in: scratch.folder.appending(path: step.word), user: engine.user)
    guard let document = catalogue.document(for: step, from: parts),
      let package = catalogue.graph[package: step.package]
    else { return place }
    if step.action != .check {
      for component in package.inputs.map(\.component) {
        guard let file = catalogue.inputs.files[step.target]?[component] else { continue }
        try place.add(file.url, as: file.url.lastPathComponent)
      }
    }
    try place.write(document.json.text() + "\n", as: "inputs.json")
    return place
  }

  func standing(in place: Workplace) -> [Mount] {
    [(place.input, "/in", false), (place.output, "/out", true), (place.scratch, "/scratch", true)]
  }

  /// What the needed packages left.
  func needs(of step: StepID, from parts: [StepID: Build]) -> [Mount] {
    parts.filter { $0.key.package != step.package }.map {
      ($0.value.folder, "/needs/\($0.key.package)", false)
    }
  }

  /// The declared content of each component in git, each in a folder of its own.
  func exported(
    for step: StepID, into place: Workplace
  ) async throws(ContainerError) -> [Mount] {
    var mounts: [Mount] = []
    for (component, source) in catalogue.inputs.sources[step.package] ?? [:] {
      let folder = scratch.folder.appending(path: "\(step.word)/src/\(component)")
      do {
        try FileManager.default.createDirectory(
          at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
        try await sources.export(
          component, at: source.pin, paths: source.trees.keys.sorted(), to: folder)
      } catch {
        throw unfetched(
          error, doing: "taking the content of \(component) for the \(step.title)",
          hint: "run `roller doctor`, which asks the repository")
      }
      mounts.append((folder, "/src/\(component)", false))
    }
    return mounts
  }

  func compilerCacheFolder(for step: StepID) throws(ContainerError) -> URL {
    let role = catalogue.graph[package: step.package]?.build.image ?? ""
    return try compilerCache.place(
      for: step, image: catalogue.images.images[role]?.id ?? "none", user: engine.user)
  }
}
