import Foundation

/// Where programs are looked for.
package struct SearchPath: Sendable, Hashable {
  private let folders: [String]

  /// A path of exactly `folders`; those that are relative are left out, because what they name depends on
  /// where we happen to run.
  package init(folders: [String]) {
    self.folders = folders.filter { $0.hasPrefix("/") }
  }

  /// The folders of `PATH` in `environment`, and then `others`.
  package init(environment: [String: String], others: [String] = []) {
    let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    self.init(folders: path + others.filter { !path.contains($0) })
  }

  /// The program called `name`, which may be a path; nil when there is none.
  package func program(_ name: String) -> String? {
    let places = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
    return places.first {
      var isFolder: ObjCBool = false
      return access($0, X_OK) == 0
        && FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }
}
