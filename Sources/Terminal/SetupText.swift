import Desk
import Foundation

/// What `roller setup` did, or would do.
package struct SetupText {
  let changes: [SetupChange]
  let isUndo: Bool
  let isDryRun: Bool
  let completions: [Setup.Completion]
  /// Hooks of the clone's own, which git no longer runs.
  let silenced: [String]

  package init(
    changes: [SetupChange], isUndo: Bool, isDryRun: Bool, completions: [Setup.Completion],
    silenced: [String]
  ) {
    self.changes = changes
    self.isUndo = isUndo
    self.isDryRun = isDryRun
    self.completions = completions
    self.silenced = silenced
  }

  package var text: String {
    let none = changes.isEmpty ? [isUndo ? "nothing is set up" : "everything is set up"] : []
    let done = changes.map { isDryRun ? "would \($0)" : "\($0)" }
    return (none + done + (isUndo || isDryRun ? [] : notes)).joined(separator: "\n")
  }

  private var notes: [String] {
    let hooks =
      silenced.isEmpty
      ? []
      : [
        "note: core.hooksPath is set, so git no longer runs .git/hooks/"
          + silenced.joined(separator: ", .git/hooks/")
      ]
    let zsh = completions.filter { completion in
      completion.shell == "zsh"
        && changes.contains(.file(path: completion.url.path, content: completion.text))
    }
    return hooks
      + zsh.map {
        "note: for zsh, add this line to ~/.zshrc before compinit: fpath+=("
          + $0.url.deletingLastPathComponent().path + ")"
      }
  }
}
