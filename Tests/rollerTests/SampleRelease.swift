import Foundation
import JSON
import RollerWorlds
import TestKit

/// The sample family's repositories and release, with a state and a cache of their own.
struct SampleRelease {
  let world: NightWorld

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pins-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = try OwnRepository.source("Tests/SampleFamily/grow.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, "--to", folder.path]
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "GIT_CONFIG_NOSYSTEM": "1",
      "PYTHONDONTWRITEBYTECODE": "1",
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.runToEnd()
    world = NightWorld(folder: folder, checkout: folder.appendingPathComponent("release"))
    try world.git(["config", "user.name", "Ada"])
    try world.git(["config", "user.email", "ada@example.com"])
  }

  func remove() { world.remove() }

  /// Runs roller with the upstreams' folder in the place of their host.
  func roller(_ arguments: String...) throws -> RollerProcess.End {
    try RollerProcess(world: world).run(
      arguments + ["--mirror", "https://sample.example/=\(world.folder.path)/upstreams/"],
      changes: [
        "XDG_CACHE_HOME": world.folder.appendingPathComponent("cache").path,
        "GIT_CONFIG_NOSYSTEM": "1", "HOME": world.folder.path,
      ])
  }

  /// What git says in an upstream's repository.
  @discardableResult
  func upstream(_ name: String, _ arguments: String...) throws -> String {
    let folder = world.folder.appendingPathComponent("upstreams/\(name).git")
    return try world.git(arguments, in: folder).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  var file: URL { world.checkout.appendingPathComponent("version_info.json") }

  var text: String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

  func pinned(_ name: String) throws -> String? {
    try JSONValue(parsing: Array(text.utf8))["pins"]?[name]?["revision"]?.string
  }
}
