import Desk
import Foundation
import TestKit
import Testing

@Suite("Setting up a clone", .timeLimit(.minutes(20)))
struct SetupTests {
  private func setup(_ world: DeskWorld, in folder: String = "data") throws -> Setup {
    try Setup(
      world.place().repository,
      completions: [
        Setup.Completion(
          shell: "bash", url: world.folder.url.appending(path: "\(folder)/completions/roller"),
          text: "complete roller\n")
      ])
  }

  @Test("set up twice is set up once; undone, nothing is left")
  func twice() throws {
    let world = try DeskWorld()
    let before = try world.git("config", "--local", "--list")
    let setup = try setup(world)
    let changes = try setup.changes()
    #expect(changes.count == 6)
    try setup.make(changes, isUndo: false)
    #expect(try setup.changes().isEmpty)
    #expect(try world.git("config", "core.hooksPath") == "hooks")
    try setup.make(try setup.undoing(), isUndo: true)
    #expect(try world.git("config", "--local", "--list") == before)
    #expect(!FileManager.default.fileExists(atPath: world.folder.path("data/completions/roller")))
    #expect(try setup.undoing().isEmpty)
  }

  @Test("what was set before comes back, and what others set later stays")
  func memory() throws {
    let world = try DeskWorld()
    try world.git("config", "core.hooksPath", ".husky")
    let setup = try setup(world)
    let changes = try setup.changes()
    #expect(changes.map(\.description).joined().contains("was: .husky"))
    try setup.make(changes, isUndo: false)
    try world.git("config", "merge.version-info.name", "mine")
    try setup.make(try setup.undoing(), isUndo: true)
    #expect(try world.git("config", "core.hooksPath") == ".husky")
    #expect(try world.git("config", "merge.version-info.name") == "mine")
  }

  @Test("where one change fails none is made")
  func allOrNothing() throws {
    let world = try DeskWorld()
    let before = try world.git("config", "--local", "--list")
    try world.folder.write("", to: "blocked")
    let setup = try setup(world, in: "blocked")
    let changes = try setup.changes()
    var failed = false
    do { try setup.make(changes, isUndo: false) } catch { failed = true }
    #expect(failed)
    #expect(try world.git("config", "--local", "--list") == before)
  }

  @Test("hooks that core.hooksPath puts out of use are named")
  func silenced() throws {
    let world = try DeskWorld()
    let hook = world.checkout.appending(path: ".git/hooks/pre-commit")
    try Data("#!/bin/sh\n".utf8).write(to: hook)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
    let setup = try setup(world)
    let silenced = try setup.silencedHooks()
    #expect(silenced == ["pre-commit"])
  }
}
