import Foundation
import TestKit

/// The files of the fixture's release repository, with this repository's schemas and documents.
enum Repository {
  /// The bytes of `version_info.json`, and of every JSON file under `schedules/` and `packages/`.
  static func configurationFiles() throws -> [String: [UInt8]] {
    try FixtureRelease.configurationFiles()
  }

  static func bytes(at path: String) throws -> [UInt8] {
    try FixtureRelease.configurationFiles()[path] ?? OwnRepository.bytes(of: path)
  }
}
