import Foundation
import JSON
import RollerWorlds
import TestKit
import Testing

/// The commands that compare two states of the pins, offline, and git calling them.
@Suite(.timeLimit(.minutes(20))) struct DiffCommandTests {
  private static let old = FixtureRelease.iree
  private static let new = String(repeating: "b", count: 40)

  /// A checkout whose iree was moved, but not committed.
  private func world(_ name: String) throws -> NightWorld {
    let world = try NightWorld("diff-\(name)")
    try edit(world, Self.old, Self.new)
    return world
  }

  private func edit(_ world: NightWorld, _ from: String, _ to: String) throws {
    try world.edit("version_info.json", from, to)
  }

  @Test("without revisions: what is edited; committed, what the last commit moved")
  func latest() throws {
    let world = try world("latest")
    defer { world.remove() }
    let roller = RollerProcess(world: world)
    let edited = try roller.run(["diff", "--offline"])
    #expect(edited.code == 0)
    #expect(edited.output.contains("→ working tree"))
    #expect(edited.output.contains("f29895e519 → bbbbbbbbbb"))
    #expect(edited.output.contains("unknown: "))
    #expect(!edited.output.contains("\u{1B}"))
    try world.git(["commit", "--quiet", "--all", "--message", "Pin iree"])
    let committed = try roller.run(["diff", "--offline"])
    #expect(committed.output.hasPrefix("HEAD~1 ("))
    #expect(committed.output.contains("f29895e519 → bbbbbbbbbb"))
    let back = try roller.run(["diff", "HEAD", "HEAD~1", "--offline"])
    #expect(back.output.contains("bbbbbbbbbb → f29895e519"))
    #expect(
      try roller.run(["diff", "HEAD..HEAD"]).output
        == "HEAD (\(try head(world))) → HEAD (\(try head(world)))\n\nNo pin changed.\n")
  }

  private func head(_ world: NightWorld) throws -> String {
    String(try world.git(["rev-parse", "HEAD"]).prefix(10))
  }

  @Test("releases are named by their versions, with and without the tag's letter")
  func releases() throws {
    let world = try world("releases")
    defer { world.remove() }
    try world.git(["tag", "v0.1.0.dev20261101001"])
    try world.git(["commit", "--quiet", "--all", "--message", "Pin iree"])
    try world.git(["tag", "v0.1.0.dev20261102001"])
    let roller = RollerProcess(world: world)
    let shown = try roller.run([
      "diff", "0.1.0.dev20261101001", "v0.1.0.dev20261102001", "--offline", "--format", "json",
    ])
    let json = try JSONValue(parsing: Array(shown.output.utf8))
    let bump = json["bumps"]?.array?.first
    #expect(bump?["from"]?["revision"]?.string == Self.old)
    #expect(bump?["to"]?["revision"]?.string == Self.new)
    #expect(bump?["unknown"]?.string != nil)
    let markdown = try roller.run(["diff", "HEAD~1", "HEAD", "--offline", "--format", "markdown"])
    #expect(markdown.output.hasPrefix("| Component |"))
    let html = try roller.run(["diff", "HEAD~1", "HEAD", "--offline", "--format", "html"])
    #expect(html.output.hasPrefix("<!DOCTYPE html>"))
    #expect(try roller.run(["diff", "nowhere", "--offline"]).code == 3)
  }

  @Test("git prints readable lines by textconv, and the version diff by the command")
  func inGit() throws {
    let world = try world("git")
    defer { world.remove() }
    let binary = OwnRepository.roller.path
    let attributes = world.checkout.appendingPathComponent(".git/info/attributes")
    try "version_info.json diff=version-info\n".write(
      to: attributes, atomically: true, encoding: .utf8)
    try world.git(["config", "diff.version-info.textconv", "\(binary) textconv"])
    let lines = try world.git(["diff", "--unified=0"]).split(separator: "\n").suffix(2)
    #expect(
      lines.first?.hasPrefix("-iree: candidate-20231027.689 (2023-10-26) \(Self.old)") == true)
    #expect(lines.last?.hasPrefix("+iree: candidate-20231027.689 (2023-10-26) \(Self.new)") == true)
    try world.git(["config", "diff.version-info.command", "\(binary) git-diff"])
    let shown = try world.git(["diff"])
    #expect(shown.hasPrefix("version_info.json\niree  "))
    #expect(shown.contains("f29895e519 → bbbbbbbbbb"))
    try edit(world, "\"package-suffix\": \"\"", "\"package-suffix\": \"\", \"note\": \"x\"")
    try edit(world, Self.new, Self.old)
    #expect(try world.git(["diff"]).contains("+ note: x"))
    try edit(world, "{", "<<<<<<< HEAD\n{")
    #expect(try world.git(["diff"]).contains("+<<<<<<< HEAD"))
  }
}
