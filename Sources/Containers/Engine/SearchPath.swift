import Foundation

/// Where programs are looked for.
package struct SearchPath: Sendable, Hashable {
  private let folders: [String]

  /// The folders of `PATH` in `environment`, and those where administrators' tools live.
  package init(environment: [String: String]) {
    let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    folders = path + ["/usr/sbin", "/sbin", "/usr/libexec/podman"].filter { !path.contains($0) }
  }

  /// A path of exactly `folders`.
  package init(folders: [String]) {
    self.folders = folders
  }

  /// The program called `name`, which may be an absolute path; nil when there is none.
  package func program(_ name: String) -> String? {
    if name.hasPrefix("/") {
      return FileManager.default.isExecutableFile(atPath: name) ? name : nil
    }
    return folders.lazy.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
