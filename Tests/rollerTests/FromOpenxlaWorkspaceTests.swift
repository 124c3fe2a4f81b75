import Foundation
import RollerWorlds
import TestKit
import Testing

/// The command lines of docs/from-openxla-workspace.md, each run as it stands there, in order, in one
/// workspace over a family of small repositories.
@Suite(.timeLimit(.minutes(20))) struct FromOpenxlaWorkspaceTests {
  private static let origins = [
    "openxla-nvgpu": "iree-org/iree-nvgpu", "openxla-pjrt-plugin": "openxla/openxla-pjrt-plugin",
    "iree": "iree-org/iree", "xla": "openxla/xla", "jax": "jax-ml/jax",
    "flatcc": "dvidelabs/flatcc",
  ]

  /// The cells of the second column of the document's first table.
  private func commands() throws -> [String] {
    let file = try OwnRepository.source("docs/from-openxla-workspace.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let table = text.components(separatedBy: "## Schedule actions")[0]
    return table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().compactMap {
      let cells = $0.split(separator: "|", omittingEmptySubsequences: false)
      let code = cells[2].split(separator: "`")
      return code.count > 1 ? String(code[1]) : nil
    }
  }

  @Test("every command of the table runs, and does what it says")
  func table() throws {
    let world = try NightWorld("old-commands")
    defer { world.remove() }
    let upstreams = world.folder.appendingPathComponent("upstreams")
    try grow(upstreams, in: world)
    let roller = RollerProcess(world: world)
    let changes = [
      "ROLLER_MIRRORS": "https://github.com/=\(upstreams.path)/",
      "XDG_CACHE_HOME": world.folder.appendingPathComponent("cache").path,
      "HOME": world.folder.path, "GIT_CONFIG_NOSYSTEM": "1",
    ]
    let commands = try commands()
    #expect(commands.count >= 12)
    for command in commands {
      let end = try roller.run(words(command), changes: changes)
      #expect(end.code == 0, "\(command)\n\(end.output)\(end.log)")
    }
    let show = try roller.run(["workspace", "show"], changes: changes).output
    for name in Self.origins.keys {
      #expect(
        show.split(separator: "\n").contains { $0.hasPrefix(name) && $0.hasSuffix("at its pin") })
    }
  }

  @Test("roller pin --from-workspace pins what is checked out, and refuses what is not upstream")
  func pins() throws {
    let world = try NightWorld("pin-from-workspace")
    defer { world.remove() }
    let upstreams = world.folder.appendingPathComponent("upstreams")
    try grow(upstreams, in: world)
    let roller = RollerProcess(world: world)
    let changes = [
      "ROLLER_MIRRORS": "https://github.com/=\(upstreams.path)/",
      "XDG_CACHE_HOME": world.folder.appendingPathComponent("cache").path,
      "HOME": world.folder.path, "GIT_CONFIG_NOSYSTEM": "1",
    ]
    #expect(try roller.run(["workspace", "init"], changes: changes).code == 0)
    #expect(try roller.run(["workspace", "checkout", "iree"], changes: changes).code == 0)
    let iree = world.folder.appendingPathComponent("iree")
    try world.git(["checkout", "--quiet", "origin/main"], in: iree)
    let newest = try world.git(["rev-parse", "HEAD"], in: iree)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try roller.run(["pin", "--from-workspace"], changes: changes).code == 0)
    let file = world.checkout.appendingPathComponent("version_info.json")
    #expect(try String(contentsOf: file, encoding: .utf8).contains(newest))

    try world.git(["commit", "--quiet", "--allow-empty", "--message", "mine"], in: iree)
    let before = try Data(contentsOf: file)
    let end = try roller.run(["pin", "--from-workspace"], changes: changes)
    #expect(end.code == 6, "\(end.log)")
    #expect(try Data(contentsOf: file) == before)
  }

  /// Bare repositories below `folder`, each of two commits; the world pins the first of each.
  private func grow(_ folder: URL, in world: NightWorld) throws {
    let pins = world.checkout.appendingPathComponent("version_info.json")
    var text = try String(contentsOf: pins, encoding: .utf8)
    var first: [String: String] = [:]
    for name in ["flatcc", "jax", "xla", "iree", "openxla-pjrt-plugin", "openxla-nvgpu"] {
      let work = folder.appendingPathComponent("work/\(name)")
      try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
      let branch = name == "flatcc" ? "master" : "main"
      try world.git(["init", "--quiet", "--initial-branch=\(branch)"], in: work)
      let pinned = first.map { "  \"\($0.key)\": \"\($0.value)\"," }.sorted()
      try Data("PINNED_VERSIONS = {\n\(pinned.joined(separator: "\n"))\n}\n".utf8)
        .write(to: work.appendingPathComponent("sync_deps.py"))
      try Data("jaxlib==0.4.20\n".utf8).write(to: work.appendingPathComponent("requirements.txt"))
      try world.git(["add", "--all"], in: work)
      try world.git(["commit", "--quiet", "--message", "\(name) one"], in: work)
      first[name] = try world.git(["rev-parse", "HEAD"], in: work)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      try world.git(["commit", "--quiet", "--allow-empty", "--message", "\(name) two"], in: work)
      let bare = folder.appendingPathComponent(Self.origins[name] ?? name)
      try FileManager.default.createDirectory(
        at: bare.deletingLastPathComponent(), withIntermediateDirectories: true)
      try world.git(["clone", "--quiet", "--bare", work.path, bare.path], in: folder)
      text = try replacing(revisionOf: name, in: text, with: first[name] ?? "")
    }
    try text.write(to: pins, atomically: true, encoding: .utf8)
    try world.git(["commit", "--quiet", "--all", "--message", "Pin the small family"])
  }

  private func replacing(
    revisionOf name: String, in text: String, with revision: String
  ) throws -> String {
    let start = "\"\(name)\": { \"revision\": \""
    guard let range = text.range(of: start) else { throw NothingToEdit(missing: start) }
    let end = text.index(range.upperBound, offsetBy: 40)
    return text.replacingCharacters(in: range.upperBound..<end, with: revision)
  }

  /// The words of a command line after the program's name, quotes taken off.
  private func words(_ command: String) -> [String] {
    command.split(separator: " ").dropFirst().map { $0.replacingOccurrences(of: "\"", with: "") }
  }
}
