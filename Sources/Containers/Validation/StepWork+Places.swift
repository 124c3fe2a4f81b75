import Errors
import Foundation
import Processes
import ReleaseModel
import Rolling

extension StepWork {
  /// The folders of `step`'s container, with its inputs in place.
  func workplace(
    for step: StepID, from parts: [StepID: Build]
  ) async throws(Failure) -> Workplace {
    var place = try Workplace(in: scratch.fresh(step.word), user: engine.user)
    guard let document = catalogue.document(for: step, from: parts) else { return place }
    for file in catalogue.files(for: step).values.flatMap(\.values).map(\.value) {
      try place.add(file.url, as: file.url.lastPathComponent, expecting: file.digest)
    }
    try place.write(document.json.text() + "\n", as: "inputs.json")
    return place
  }

  func standing(in place: Workplace, input: String = "/in") -> [StepMount] {
    [
      StepMount(place.input, at: input, holding: place.digests),
      StepMount(place.output, at: "/out", writable: true),
      StepMount(place.scratch, at: "/scratch", writable: true),
    ]
  }

  /// What the needed packages left.
  func needs(of step: StepID, from parts: [StepID: Build]) -> [StepMount] {
    parts.filter { $0.key.package != step.package }.map {
      $0.value.mount(at: "/needs/\($0.key.package)")
    }
  }

  /// The declared content of each component in git, each in a folder of its own.
  func exported(
    for step: StepID, into place: Workplace
  ) async throws(Failure) -> [StepMount] {
    var mounts: [StepMount] = []
    for (component, source) in catalogue.inputs.sources[step.package] ?? [:] {
      let folder = place.folder.appending(path: "src/\(component)")
      do {
        try FileManager.default.createDirectory(
          at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
        try await sources.export(
          component, at: source.pin, paths: source.trees.keys.sorted(), to: folder)
      } catch {
        throw unfetched(
          error, doing: "reading the content of \(component) for the \(step.title)",
          hint: "run `roller doctor` to check the repository")
      }
      mounts.append(StepMount(folder, at: "/src/\(component)"))
    }
    return mounts
  }

  /// What earlier builds of `step` left for its compiler, and our lease on it.
  func compilerCacheFolder(
    for step: StepID
  ) async throws(Failure) -> (URL, FileLock) {
    let role = catalogue.graph[package: step.package]?.build.image ?? ""
    return try await compilerCache.place(
      for: step, image: catalogue.images(for: step).images[role]?.id ?? "none", user: engine.user,
      clock: engine.machine.clock)
  }

  /// An empty folder in its place.
  func freshCompilerCache(for step: StepID) throws(Failure) -> URL {
    try CompilerCache.made(
      scratch.folder.appending(path: "\(step.word)-ccache"), for: engine.user)
  }
}
