import ArgumentParser
import CommandLineTool
import Foundation
import Git

/// `roller setup`: git and the shell know roller.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Let git use our hooks, diff and merge, and the shell complete our commands.",
    discussion: """
      Shows every change. Twice is as good as once; --undo takes away what it set and brings back what
      was there before. Settings go into this clone's own configuration, completions into your home.
      """)

  @Flag(help: "Take everything back.")
  var undo = false

  @Flag(help: "Only show what would change.")
  var dryRun = false

  func run() throws {
    let surroundings = Surroundings.current
    let root = try ReleaseFolder(around: surroundings.folder).root
    let place = try RepositoryPlace(environment: surroundings.environment, folder: root)
    do {
      let setup = try Setup(place, surroundings)
      let changes = try undo ? setup.undoing() : setup.changes()
      if changes.isEmpty { print(undo ? "nothing of ours is set up" : "everything is set up") }
      // What is printed is done: where one change fails none is made, and the error says so.
      if !dryRun { try setup.make(changes, isUndo: undo) }
      for change in changes { print(dryRun ? "would \(change)" : "\(change)") }
      guard !dryRun else { return }
      if !undo { try advise(setup, changes) }
    } catch let error as GitError {
      throw CommandFailure(error)
    }
  }

  private func advise(_ setup: borrowing Setup, _ changes: [SetupChange]) throws {
    let silenced = try setup.silencedHooks()
    if !silenced.isEmpty {
      print(
        "note: no longer run, because core.hooksPath is set: .git/hooks/"
          + silenced.joined(separator: ", .git/hooks/"))
    }
    for completion in setup.completions where completion.shell == "zsh" {
      guard changes.contains(.file(path: completion.url.path, content: completion.text)) else {
        continue
      }
      let folder = completion.url.deletingLastPathComponent().path
      print(
        "note: zsh looks there after this line in ~/.zshrc, before compinit: fpath+=(\(folder))")
    }
  }
}
