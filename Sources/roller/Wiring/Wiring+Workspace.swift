import CommandLineTool
import Desk
import Workspaces

extension Wiring {
  /// The workspace around the current folder, with the pins of its release clone.
  static func workspace(
    _ surroundings: Surroundings, _ options: WorkspaceOptions
  ) throws -> WorkspaceSession {
    guard let file = try WorkspaceFile.find(around: surroundings.folder) else {
      throw CommandFailure(
        .badData,
        "looking for a workspace around \(surroundings.folder.path): not found"
          + "\n  hint: run roller workspace init .. in a clone of the release repository")
    }
    let wiring = try Wiring(surroundings, ForgeOptions.parsed, mirrors: options.mirrors)
    var choices = try options.choices()
    choices.rewrites = try wiring.rewrites()
    return try WorkspaceSession(
      file, Workspace(GitCommand(environment: surroundings.environment)), choices)
  }
}
