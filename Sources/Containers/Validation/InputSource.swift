import Digest
import Foundation
import ReleaseModel

/// The port to what pins name: published files, and content of repositories.
package protocol InputSource: Sendable {
  /// The file that `pin` names for `target`, on this machine and under the name that the index gave
  /// it; its hash is checked again before it is used.
  func file(
    of component: ComponentName, at pin: WheelPin, for target: TargetName
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
  struct File: Sendable {
    let url: URL
    let digest: SHA256Digest
  }

  /// For each target that is built, the pinned files.
  var files: [TargetName: [ComponentName: File]] = [:]
  /// For each package, git's identities of the paths that it declares.
  var sources: [PackageName: [ComponentName: InputsDocument.Source]] = [:]
  /// For each package that needs one, the folder of third-party wheels.
  var wheelhouses: [PackageName: Wheelhouse.Copy] = [:]

  /// What `inputs.json` says of the pinned files of `package`.
  func documents(
    of package: PackageRecipe, for target: TargetName
  ) -> [ComponentName: InputsDocument.File] {
    let names = Set(package.inputs.map(\.component))
    return (files[target] ?? [:]).filter { names.contains($0.key) }.mapValues {
      InputsDocument.File(name: $0.url.lastPathComponent, digest: $0.digest)
    }
  }
}
