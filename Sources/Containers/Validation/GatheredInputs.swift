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
  /// For each package that needs one, the folder of third-party wheels.
  var wheelhouses: [PackageName: URL] = [:]
}
