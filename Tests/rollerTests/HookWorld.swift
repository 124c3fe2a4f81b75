import Foundation
import RollerWorlds
import TestKit

/// A clone of the fixture's release repository whose git runs our hooks, with the real binary.
struct HookWorld {
  let night: NightWorld

  struct End {
    let code: Int32
    let output: String
    let log: String
  }

  /// With this repository's hooks as they lie in its folder, committed or not.
  init(_ name: String) throws {
    night = try NightWorld(name)
    for path in ["hooks", ".gitattributes"] {
      let to = night.checkout.appendingPathComponent(path)
      try? FileManager.default.removeItem(at: to)
      try FileManager.default.copyItem(
        at: OwnRepository.source(path), to: to)
    }
    try night.git(["add", "--all"])
    try night.git(["commit", "--quiet", "--allow-empty", "--message", "The hooks of a test"])
    let setup = try RollerProcess(world: night).run(["setup"], changes: variables)
    guard setup.code == 0 else { throw SetupFailed(said: setup.log) }
  }

  func remove() { night.remove() }

  /// git with hooks, as a person runs it.
  func git(
    _ arguments: [String], in folder: URL? = nil, variables: [String: String] = [:],
    input: String = ""
  ) throws -> End {
    try run("/usr/bin/git", arguments, in: folder, variables: variables, input: input)
  }

  func run(
    _ program: String, _ arguments: [String], in folder: URL? = nil,
    variables: [String: String] = [:], input: String = ""
  ) throws -> End {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? night.checkout
    process.environment = self.variables.merging(variables) { $1 }.filter { !$1.isEmpty }
    let files = ["in", "out", "err"].map { night.folder.appendingPathComponent($0) }
    try Data(input.utf8).write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.runToEnd()
    let said = try files.map { try String(decoding: Data(contentsOf: $0), as: UTF8.self) }
    return End(code: process.terminationStatus, output: said[1], log: said[2])
  }

  /// Replaces text in a file of the checkout, which must be there.
  func edit(_ path: String, _ from: String, _ to: String) throws {
    try night.edit(path, from, to)
  }

  /// The revision and the day of a git pin, for `edit`.
  func pin(_ component: String) throws -> (revision: String, date: String) {
    let text = try String(
      contentsOf: night.checkout.appendingPathComponent("version_info.json"), encoding: .utf8)
    let line = text.split(separator: "\n").first { $0.contains("\"\(component)\": {") } ?? ""
    let words = line.split(separator: "\"").map(String.init)
    guard let revision = words.first(where: { $0.count == 40 }),
      let date = words.first(where: { $0.count == 10 && $0.hasPrefix("20") })
    else { throw NothingToEdit(missing: component) }
    return (revision, date)
  }

  /// Moves the pin of `component` to another revision on `day`.
  func move(_ component: String, to digit: Character, on day: String) throws {
    let pin = try pin(component)
    try edit("version_info.json", pin.revision, String(repeating: digit, count: 40))
    let text = "\"\(String(repeating: digit, count: 40))\""
    let url = night.checkout.appendingPathComponent("version_info.json")
    let lines = try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.contains(text) ? try $0.edited(pin.date, to: day) : String($0) }
    try lines.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
  }

  var variables: [String: String] {
    let own = ProcessInfo.processInfo.environment
    return [
      "PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": night.folder.path,
      "XDG_CACHE_HOME": night.folder.appendingPathComponent("cache").path,
      "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "", "ROLLER_MIRRORS": "",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true", "GIT_AUTHOR_NAME": "test",
      "GIT_AUTHOR_EMAIL": "test@invalid", "GIT_COMMITTER_NAME": "test",
      "GIT_COMMITTER_EMAIL": "test@invalid", "ROLLER": OwnRepository.roller.path,
    ]
  }

  struct SetupFailed: Error { let said: String }
}
