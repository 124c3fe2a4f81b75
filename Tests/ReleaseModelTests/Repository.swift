import Foundation

/// The files of this repository, as the tests of its own configuration read them.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The bytes of `version_info.json`, and of every JSON file under `schedules/` and `packages/`.
  static func configurationFiles() throws -> [String: [UInt8]] {
    var files = ["version_info.json": try bytes(at: "version_info.json")]
    for folder in ["schedules", "packages"] {
      let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      for case let path as String in paths ?? .init() where path.hasSuffix(".json") {
        files["\(folder)/\(path)"] = try bytes(at: "\(folder)/\(path)")
      }
    }
    return files
  }

  static func bytes(at path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }
}
