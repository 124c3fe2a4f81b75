import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import Git
import Terminal

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
      // What is printed is done: where one change fails none is made, and the error says so.
      if !dryRun { try setup.make(changes, isUndo: undo) }
      let text = SetupText(
        changes: changes, isUndo: undo, isDryRun: dryRun, completions: setup.completions,
        silenced: try setup.silencedHooks())
      print(text.text)
    } catch let error as GitError {
      throw CommandFailure(error)
    }
  }
}
