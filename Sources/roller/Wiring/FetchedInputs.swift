import Containers
import Foundation
import ReleaseModel
import Upstreams

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
    of component: ComponentName, at pin: WheelPin, for target: TargetName
  ) async throws -> URL {
    try await fetch(component, at: pin, for: target)
  }

  /// The same, for those who tell its errors apart.
  func fetch(
    _ component: ComponentName, at pin: WheelPin, for target: TargetName
  ) async throws(FetchError) -> URL {
    // A project on an index carries its component's name; the index is asked by hash alone.
    let component = Component(name: component, origin: .index(project: component.description))
    return try await fetcher.fetch(pin, of: component, for: target)
  }

  func treeIDs(
    of component: ComponentName, at pin: GitPin, paths: [String]
  ) async throws -> [String: String] {
    let mirror = try mirror(of: component)
    // A revision that is not there is no answer about its paths.
    _ = try await mirror.treeIDs(of: [""], at: pin.revision)
    var ids: [String: String] = [:]
    for path in paths {
      do throws(MirrorError) {
        ids.merge(try await mirror.treeIDs(of: [path], at: pin.revision)) { _, new in new }
      } catch {
        guard error.kind == .absent else { throw error }
        throw MissingPath(component: component, path: path)
      }
    }
    return ids
  }

  func export(
    _ component: ComponentName, at pin: GitPin, paths: [String], to folder: URL
  ) async throws {
    try await mirror(of: component).export(paths, at: pin.revision, to: folder)
  }

  private func mirror(of name: ComponentName) throws -> Mirror {
    guard let component = components[name] else {
      throw MirrorError(
        .refused, name, while: "look for its repository", found: "it is no component",
        hint: "describe it in schedules/components.json")
    }
    return try mirrors.mirror(of: component)
  }
}
