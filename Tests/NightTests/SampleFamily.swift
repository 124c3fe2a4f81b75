import Foundation
import JSON
import RollerWorlds
import TestKit

/// The sample family in a temporary folder, and nights over it; nothing is shared but the images.
struct SampleFamily {
  let world: NightWorld
  /// What happened upstream, by name.
  let events: JSONValue

  /// The family as it is at `stage`, in `folder`; the release repository stays what it became.
  init(stage: Int, in folder: URL) throws {
    let script = try OwnRepository.source("Tests/SampleFamily/grow.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, "--to", folder.path, "--stage", "\(stage)"]
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "GIT_CONFIG_NOSYSTEM": "1",
      "PYTHONDONTWRITEBYTECODE": "1",
    ]
    try process.runToEnd()
    guard process.terminationStatus == 0 else { throw NotGrown(stage: stage) }
    events = try JSONValue(
      parsing: Array(Data(contentsOf: folder.appendingPathComponent("events.json"))))
    world = NightWorld(folder: folder, checkout: folder.appendingPathComponent("release"))
  }

  struct NotGrown: Error { let stage: Int }

  /// The commit of an event.
  func revision(_ event: String) -> String? { events["events"]?[event]?["revision"]?.string }

  /// The newest revisions that work together, by component, as the history was written to have them.
  var newestGreen: [String: String] { strings(events["marks"]?["newest-green"]) }

  /// Leaves the schedule these packages and what they need: a night is as long as what it builds.
  func keep(_ packages: [String]) throws {
    let list = packages.map { "\"\($0)\"" }.joined(separator: ", ")
    try world.edit(
      "schedules/nightly.json", "  \"targets\":",
      "  \"packages\": [\(list)],\n  \"targets\":")
    try world.git(["commit", "--quiet", "--all", "--message", "Some packages"])
  }

  /// Rolls once, and tells what was landed and what was built for it.
  func night() throws -> SampleNight {
    let before = try evidence()
    let end = try RollerProcess(world: world).run([
      "roll", "nightly", "--json",
      "--mirror", "https://sample.example/=\(world.folder.path)/upstreams/",
    ])
    let added = try evidence().subtracting(before).map { path in
      try JSONValue(parsing: world.asked(["show", "refs/roller/evidence:\(path)"]).joined())
    }
    return SampleNight(end: end, report: try JSONValue(parsing: end.output), evidence: added)
  }

  /// The pins that the forge's main branch has.
  func pins() throws -> [String: String] {
    let text = try world.asked(["show", "main:version_info.json"]).joined(separator: "\n")
    let pins = try JSONValue(parsing: text)["pins"]?.object ?? JSONObject()
    return Dictionary(
      uniqueKeysWithValues: pins.compactMap { name, pin in
        pin["revision"]?.string.map { (name, $0) }
      })
  }

  private func evidence() throws -> Set<String> {
    guard try world.asked(["for-each-ref", "refs/roller/evidence"]).isEmpty == false else {
      return []
    }
    return Set(try world.asked(["ls-tree", "-r", "--name-only", "refs/roller/evidence"]))
  }

  private func strings(_ json: JSONValue?) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: (json?.object ?? JSONObject()).compactMap { name, value in
        value.string.map { (name, $0) }
      })
  }
}
