import Foundation
import ReleaseModel

/// A package with the folder of its scripts.
struct PackageFolder: Sendable, Hashable {
  let definition: PackageRecipe
  let folder: URL

  /// The folder of `definition` in `recipes`, which hold `packages`.
  init(_ definition: PackageRecipe, in recipes: URL) {
    self.definition = definition
    folder = recipes.appending(path: "packages/\(definition.name)")
  }

  /// The folders that decide its verdicts, by their names beside each other.
  var recipeFolders: [String] {
    [folder.lastPathComponent] + (library.map { [$0.lastPathComponent] } ?? [])
  }

  /// The folder of the code that its scripts share with other packages'.
  var library: URL? {
    definition.library.map {
      folder.deletingLastPathComponent().appending(path: $0.description)
    }
  }

  /// Fetches what the check needs besides what was built; nil when it needs nothing.
  var fetchScript: URL? {
    let script = folder.appending(path: "fetch.sh")
    return FileManager.default.fileExists(atPath: script.path) ? script : nil
  }
}
