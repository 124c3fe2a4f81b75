import Digest
import Foundation
import ReleaseModel

/// The port to what pins name: published files, and content of repositories.
package protocol InputSource: Sendable {
  /// The file that `pin` names for `target`, and for `python` where that makes a difference, on this
  /// machine and under the name that the index gave it; its hash is checked again before it is used.
  func file(
    of component: ComponentName, at pin: WheelPin, for target: TargetName, on python: PythonTag?
  ) async throws -> URL

  /// git's identity of the content of each of `paths` at `pin`; the empty path is all of it. Throws
  /// ``MissingPath`` when the revision has no such path, which is an answer about the pin.
  func treeIDs(
    of component: ComponentName, at pin: GitPin, paths: [String]
  ) async throws -> [String: String]

  /// Writes `paths`, or everything when one is empty, as they are at `pin` into `folder`, which must
  /// not exist, each at its place; nothing in it leads out of it.
  func export(
    _ component: ComponentName, at pin: GitPin, paths: [String], to folder: URL
  ) async throws
}

/// A path that a revision does not have, so that what needs it cannot be built from it.
package struct MissingPath: Error, Sendable, Equatable {
  package let component: ComponentName
  package let path: String

  package init(component: ComponentName, path: String) {
    self.component = component
    self.path = path
  }
}

/// Why a source has nothing to give from repositories.
package struct NoRepositories: Error, Sendable, CustomStringConvertible {
  package let component: ComponentName

  package var description: String { "\(component): this source has no repositories" }
}

extension InputSource {
  package func treeIDs(
    of component: ComponentName, at pin: GitPin, paths: [String]
  ) async throws -> [String: String] {
    throw NoRepositories(component: component)
  }

  package func export(
    _ component: ComponentName, at pin: GitPin, paths: [String], to folder: URL
  ) async throws {
    throw NoRepositories(component: component)
  }
}

/// What was fetched for a validation, outside of containers.
struct GatheredInputs: Sendable {
  struct File: Sendable, Hashable {
    let url: URL
    let digest: SHA256Digest
  }

  let pins: PinSet
  /// The pinned files.
  var files: [SHA256Digest: File] = [:]
  /// For each package, git's identities of the paths that it declares.
  var sources: [PackageName: [ComponentName: InputsDocument.Source]] = [:]
  /// For each package that needs one, the folder of third-party wheels of each Python.
  var wheelhouses: [PackageName: [PythonTag: Wheelhouse.Copy]] = [:]

  /// The pinned files of `package` for `target`: those of `python`, or of every Python that it is for.
  func files(
    of package: PackageRecipe, for target: TargetName, on python: PythonTag? = nil
  ) -> [ComponentName: PerPython<File>] {
    let pairs = package.components.compactMap { component in
      if case .wheel(let pin)? = pins[component] { (component, pin) } else { nil }
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 }).compactMapValues { pin in
      let all = package.files(of: pin, for: target)
      return (python.map { all?.only([$0]) } ?? all)?.compactMap { files[$0] }
    }
  }
}
