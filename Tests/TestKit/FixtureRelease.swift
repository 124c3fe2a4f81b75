import Foundation

/// A release repository of a test's own, whose pins, schedules, components, targets and packages never
/// move; what rolls and people do to this repository is nothing to it.
package enum FixtureRelease {
  /// Where the packages and images come from.
  package enum Recipes: Sendable {
    /// Files that only stand there.
    case small
    /// This repository's, for nights that build.
    case own
  }

  /// What it pins iree at: its own commit, whatever this repository pins.
  package static let iree = "f29895e5192c0525cbb4980813330ab2c750da70"

  /// The version that it pins jaxlib at.
  package static let jaxlib = "0.4.20"

  private static let shared = ["schedules/schema", "hooks", ".gitattributes"]

  /// Each file of the repository, by its path.
  package static func files(recipes: Recipes = .small) throws -> [String: URL] {
    var files = try list(OwnRepository.source("Tests/FixtureRelease"), as: "")
    for path in shared { files.merge(try list(OwnRepository.source(path), as: path)) { $1 } }
    guard recipes == .own else { return files }
    let isRecipe = { (path: String) in path.hasPrefix("packages/") || path.hasPrefix("images/") }
    // The folders that the fixture has, and no others: its components are not those of every package.
    let folders = Set(
      files.keys.filter(isRecipe).map { $0.split(separator: "/").prefix(2).joined(separator: "/") })
    files = files.filter { !isRecipe($0.key) }
    for path in folders { files.merge(try list(OwnRepository.source(path), as: path)) { $1 } }
    return files
  }

  /// The bytes of `version_info.json`, and of every JSON file under `schedules/` and `packages/`.
  package static func configurationFiles() throws -> [String: [UInt8]] {
    try files().filter { path, _ in
      let isBelow = path.hasPrefix("schedules/") || path.hasPrefix("packages/")
      return path == "version_info.json" || isBelow && path.hasSuffix(".json")
    }.mapValues { Array(try Data(contentsOf: $0)) }
  }

  /// Makes the repository in `folder`, which is not there yet: its main has two commits.
  package static func grow(at folder: URL, git: IsolatedGit, recipes: Recipes = .small) throws {
    for (path, file) in try files(recipes: recipes) {
      let place = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: file, to: place)
    }
    try git.runAndWait(["init", "--quiet", "--initial-branch=main"], in: folder)
    try git.runAndWait(["add", "--all", "--", ":!README.md"], in: folder)
    try git.runAndWait(
      ["commit", "--quiet", "--message", "Found a release repository"], in: folder)
    try git.runAndWait(["add", "--all"], in: folder)
    try git.runAndWait(["commit", "--quiet", "--message", "README: what this is"], in: folder)
  }

  /// The files below `place`, or `place` itself, as paths below `path`; without what tools leave.
  private static func list(_ place: URL, as path: String) throws -> [String: URL] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else {
      throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: place.path])
    }
    guard isFolder.boolValue else { return [path: place] }
    var files: [String: URL] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: place.path) ?? .init() {
      let url = place.appending(path: name)
      let isLeft = name.contains("__pycache__") || name.contains("_cache/")
      let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
      if isFile, !isLeft { files[path.isEmpty ? name : "\(path)/\(name)"] = url }
    }
    return files
  }
}
