import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import Terminal
import Workspaces

/// `roller workspace`: the components side by side at their pins.
struct WorkspaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workspace",
    abstract: "Manage a folder of components, checked out at their pinned revisions.",
    discussion: """
      From a clone of this repository:

          roller workspace init ..
          roller workspace checkout openxla-pjrt-plugin iree
          roller workspace sync
          roller pin --from-workspace

      Never touches a tree with uncommitted changes, or commits that are on no
      branch; it lists them instead. docs/from-openxla-workspace.md lists the
      corresponding commands of openxla-workspace.
      """,
    subcommands: [
      WorkspaceInitCommand.self, WorkspaceCheckoutCommand.self, WorkspaceSyncCommand.self,
      WorkspaceShowCommand.self,
    ])
}

/// `roller workspace init`: marks a folder as a workspace of this clone.
struct WorkspaceInitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Mark a folder as the workspace of this clone.",
    discussion: """
          roller workspace init ..
      """)

  @Argument(help: "The folder. Default: the parent folder of the clone.")
  var folder: String?

  func run() async throws {
    let surroundings = Surroundings.current
    let place = folder.map { URL(fileURLWithPath: $0, relativeTo: surroundings.folder) }
    print(
      try WorkspaceSession.initialize(
        at: place, of: ReleaseFolder(around: surroundings.folder)))
  }
}

/// `roller workspace checkout`: clones components at their pins.
struct WorkspaceCheckoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkout",
    abstract: "Clone components, and the components that they pin, at their pinned revisions.",
    usage: "roller workspace checkout [<components> ...] [options]",
    discussion: """
          roller workspace checkout openxla-pjrt-plugin iree
      """)

  @Argument(help: "The components. Default: all that are git repositories.")
  var components: [String] = []

  @Flag(help: "Do not clone the components that these pin themselves.")
  var noDependencies = false

  @OptionGroup var options: WorkspaceOptions

  func run() async throws {
    let workspace = try Wiring.workspace(Surroundings.current, options)
    let names = try workspace.components(components, withDependencies: !noDependencies)
    try await interruptible { try await workspace.bring(names) { print(WorkspaceText.line($0)) } }
  }
}

/// `roller workspace sync`: moves what is checked out to the pins.
struct WorkspaceSyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Move every checked-out component to its pin.",
    usage: "roller workspace sync [options]",
    discussion: """
          roller workspace sync --no-submodules
      """)

  @OptionGroup var options: WorkspaceOptions

  func run() async throws {
    let workspace = try Wiring.workspace(Surroundings.current, options)
    try await interruptible {
      try await workspace.bring(try workspace.checkedOut()) { print(WorkspaceText.line($0)) }
    }
  }
}

/// `roller workspace show`: what is checked out beside what is pinned.
struct WorkspaceShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show each component's checked-out revision beside its pin.",
    usage: "roller workspace show [options]",
    discussion: """
          roller workspace show --json
      """)

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var options: WorkspaceOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let workspace = try Wiring.workspace(surroundings, options)
    let rows = try await workspace.rows()
    let text = WorkspaceText(surroundings.output)
    print(json ? text.json(rows).text(.indented) : text.table(rows))
  }
}

/// The options that all workspace commands share.
struct WorkspaceOptions: ParsableArguments {
  /// Where components are cloned from.
  enum Origin: String, ExpressibleByArgument {
    case https, ssh
  }

  @Option(help: "Clone over https (needs no account) or ssh (to push).")
  var origin = Origin.https

  @Option(
    help: ArgumentHelp("Skip components whose name matches this pattern.", valueName: "regex"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "Skip submodules whose component:path matches this pattern.", valueName: "regex"))
  var excludeSubmodule: [String] = []

  @Flag(help: "Do not touch submodules.")
  var noSubmodules = false

  @Flag(help: "Include submodules of submodules.")
  var recursive = false

  @Option(
    help: ArgumentHelp("Fetch only this many commits of each submodule.", valueName: "commits"))
  var submodulesDepth = 0

  @Flag(help: "Fetch all file contents now instead of when they are needed.")
  var full = false

  @OptionGroup var mirrors: MirrorOptions

  func choices() throws -> WorkspaceSession.Options {
    var submodules = Workspace.Options(excluded: try ExclusionPatterns(excludeSubmodule))
    submodules.isPartial = !full
    submodules.submodules = !noSubmodules
    submodules.isRecursive = recursive
    submodules.submoduleDepth = submodulesDepth
    var choices = WorkspaceSession.Options(
      submodules: submodules, excluded: try ExclusionPatterns(exclude))
    choices.isSSH = origin == .ssh
    return choices
  }
}
