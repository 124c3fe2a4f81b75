import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import Git

/// `roller setup`: tells git and the shell about roller.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Set up git hooks, diff and merge drivers for pins, and shell completions.",
    discussion: """
      Shows every change. Running it again changes nothing; --undo restores the
      previous settings. Settings go into this clone's configuration, completions
      into your home folder.

          roller setup --dry-run
      """)

  @Flag(help: "Restore the previous settings.")
  var undo = false

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  func run() throws {
    let surroundings = Surroundings.current
    let root = try ReleaseFolder(around: surroundings.folder).root
    do {
      let setup = try Setup(
        try surroundings.repositoryPlace(around: root).repository,
        completions: surroundings.completions)
      let changes = try undo ? setup.undoing() : setup.changes()
      if changes.isEmpty { print(undo ? "nothing is set up" : "everything is set up") }
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
        "note: core.hooksPath is set, so git no longer runs .git/hooks/"
          + silenced.joined(separator: ", .git/hooks/"))
    }
    for completion in setup.completions where completion.shell == "zsh" {
      guard changes.contains(.file(path: completion.url.path, content: completion.text)) else {
        continue
      }
      let folder = completion.url.deletingLastPathComponent().path
      print(
        "note: for zsh, add this line to ~/.zshrc before compinit: fpath+=(\(folder))")
    }
  }
}
