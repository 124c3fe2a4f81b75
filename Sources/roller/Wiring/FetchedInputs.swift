import Containers
import Errors
import Foundation
import Mirrors
import PackageIndex
import ReleaseModel

/// What pins name: files, fetched by their hashes, and content of repositories, out of their mirrors.
struct FetchedInputs: InputSource {
  let fetcher: WheelFetcher
  let mirrors: Mirrors
  /// Those of the commit whose pins are fetched.
  private let components: [ComponentName: Component]

  init(fetcher: WheelFetcher, mirrors: Mirrors, components: [Component]) {
    self.fetcher = fetcher
    self.mirrors = mirrors
    self.components = Dictionary(
      components.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func file(
    of component: ComponentName, at pin: WheelPin, for target: TargetName, on python: PythonTag?
  ) async throws -> URL {
    try await fetch(component, at: pin, for: target, on: python)
  }

  /// The same, for those who tell its errors apart.
  func fetch(
    _ component: ComponentName, at pin: WheelPin, for target: TargetName, on python: PythonTag?
  ) async throws(Failure) -> URL {
    try await fetcher.fetch(pin, of: known(component), for: target, on: python)
  }

  func treeIDs(
    of component: ComponentName, at pin: GitPin, paths: [String]
  ) async throws -> [String: String] {
    let mirror = try mirror(of: component)
    var ids: [String: String] = [:]
    for path in paths {
      let id = try await mirror.treeID(of: path, at: pin.revision)
      ids[path] = try found(id, component, path)
    }
    return ids
  }

  /// A function of its own: as a guard in that loop it crashes the optimizer of Swift 6.3.1.
  private func found(
    _ id: String?, _ component: ComponentName, _ path: String
  ) throws(MissingPath) -> String {
    guard let id else { throw MissingPath(component: component, path: path) }
    return id
  }

  func export(
    _ component: ComponentName, at pin: GitPin, paths: [String], to folder: URL
  ) async throws {
    try await mirror(of: component).export(paths, at: pin.revision, to: folder)
  }

  private func mirror(of name: ComponentName) throws -> Mirror {
    try mirrors.mirror(of: known(name))
  }

  private func known(_ name: ComponentName) throws(Failure) -> Component {
    if let component = components[name] { return component }
    throw Failure(
      .refused, doing: "look for where \(name) comes from", found: "it is not a component",
      hint: "describe it in schedules/components.json")
  }
}
