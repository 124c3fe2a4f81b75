import Foundation

/// A clone of this repository with a state of its own; caches are the machine's, as they are in use.
package struct NightWorld {
  package let folder: URL
  package let checkout: URL
  private let hasOwnCaches: Bool

  package static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// `$ROLLER`, else the build beside these tests.
  static var roller: URL {
    if let named = ProcessInfo.processInfo.environment["ROLLER"] {
      return URL(fileURLWithPath: named)
    }
    return package.appendingPathComponent(".build/debug/roller")
  }

  /// A world whose pins and schedule are edited by `edits`: path, text, and what takes its place.
  package init(_ name: String, edits: [(path: String, from: String, to: String)] = []) throws {
    hasOwnCaches = false
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("night-\(name)-\(UUID().uuidString.prefix(8))")
    checkout = folder.appendingPathComponent("checkout")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try git(["clone", "--quiet", Self.package.path, checkout.path], in: folder)
    for edit in edits {
      let file = checkout.appendingPathComponent(edit.path)
      let text = try String(contentsOf: file, encoding: .utf8)
      try text.replacingOccurrences(of: edit.from, with: edit.to)
        .write(to: file, atomically: true, encoding: .utf8)
    }
    try git(["commit", "--quiet", "--all", "--allow-empty", "--message", "The world of a test"])
  }

  /// A checkout that something else made in `folder`, whose caches are its own too.
  package init(folder: URL, checkout: URL) {
    self.folder = folder
    self.checkout = checkout
    hasOwnCaches = true
  }

  package func remove() { try? FileManager.default.removeItem(at: folder) }

  package var environment: [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables["XDG_STATE_HOME"] = folder.appendingPathComponent("state").path
    if hasOwnCaches { variables["XDG_CACHE_HOME"] = folder.appendingPathComponent("cache").path }
    variables["CI"] = "1"
    return variables
  }

  /// The bare repository of the local forge.
  package var forge: URL? {
    let forges = folder.appendingPathComponent("state/openxla-compiler-release/forges")
    let names = try? FileManager.default.contentsOfDirectory(atPath: forges.path)
    return names?.first { $0.hasSuffix(".git") }.map { forges.appendingPathComponent($0) }
  }

  /// What git says in the forge.
  package func asked(_ arguments: [String]) throws -> [String] {
    guard let forge else { return [] }
    return try git(["--git-dir", forge.path] + arguments).split(separator: "\n").map(String.init)
  }

  @discardableResult
  package func git(_ arguments: [String], in folder: URL? = nil) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? checkout
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": self.folder.path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "test", "GIT_AUTHOR_EMAIL": "test@invalid",
      "GIT_COMMITTER_NAME": "test", "GIT_COMMITTER_EMAIL": "test@invalid",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw GitFailed(arguments: arguments) }
    return text
  }

  struct GitFailed: Error { let arguments: [String] }
}
