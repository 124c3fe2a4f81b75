import Digest
import Foundation
import ReleaseModel

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
