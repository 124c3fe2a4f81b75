import ArgumentParser
import CommandLineTool

/// `roller workspace`: the components side by side at their pins.
struct WorkspaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workspace",
    abstract: "Keep the components side by side at their pinned revisions.",
    discussion: """
      From a clone of this repository:

          roller workspace init ..
          roller workspace checkout openxla-pjrt-plugin iree
          roller workspace sync
          roller pin --from-workspace

      A tree with changes, and commits that no branch has, are never touched: they are named and left.
      docs/from-openxla-workspace.md has the old command lines beside these.
      """,
    subcommands: [
      WorkspaceInitCommand.self, WorkspaceCheckoutCommand.self, WorkspaceSyncCommand.self,
      WorkspaceShowCommand.self,
    ])
}

/// `roller workspace init`: marks a folder as a workspace of this clone.
struct WorkspaceInitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Mark a folder as the workspace of this release clone.")

  @Argument(help: "The folder; the one that holds the clone when left out.")
  var folder: String?

  func run() async throws {
    let surroundings = Surroundings.current
    print(try WorkspaceSession.initialize(at: folder, surroundings))
  }
}

/// `roller workspace checkout`: clones components at their pins.
struct WorkspaceCheckoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkout",
    abstract: "Clone components, and those that they pin, at their pinned revisions.")

  @Argument(help: "The components; all that are git repositories when left out.")
  var components: [String] = []

  @Flag(help: "Not the components that these pin themselves.")
  var noDependencies = false

  @OptionGroup var options: WorkspaceOptions

  func run() async throws {
    let workspace = try Wiring.workspace(Surroundings.current, options)
    let names = try workspace.components(components, withDependencies: !noDependencies)
    try await interruptible { try await workspace.bring(names) }
  }
}

/// `roller workspace sync`: moves what is checked out to the pins.
struct WorkspaceSyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Move every component that is checked out to its pin.")

  @OptionGroup var options: WorkspaceOptions

  func run() async throws {
    let workspace = try Wiring.workspace(Surroundings.current, options)
    try await interruptible { try await workspace.bring(try workspace.checkedOut()) }
  }
}

/// `roller workspace show`: what is checked out beside what is pinned.
struct WorkspaceShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what is checked out beside what is pinned.")

  @Flag(help: "Print it as JSON.")
  var json = false

  @OptionGroup var options: WorkspaceOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let workspace = try Wiring.workspace(surroundings, options)
    let rows = try await workspace.rows()
    let text = WorkspaceText(Style(isColored: surroundings.isOutputColored))
    print(json ? text.json(rows).text(.indented) : text.table(rows))
  }
}

/// What all commands of a workspace may be told.
struct WorkspaceOptions: ParsableArguments {
  /// Where components are cloned from.
  enum Origin: String, ExpressibleByArgument {
    case https, ssh
  }

  @Option(help: "Clone over https, which needs no account, or ssh, for those who push.")
  var origin = Origin.https

  @Option(
    help: ArgumentHelp("Leave out components that this is found in.", valueName: "regex"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave out submodules in whose component:path this is found.", valueName: "regex"))
  var excludeSubmodule: [String] = []

  @Flag(help: "Leave all submodules alone.")
  var noSubmodules = false

  @Flag(help: "Submodules of submodules, too.")
  var recursive = false

  @Option(help: ArgumentHelp("Fetch so many commits of each submodule.", valueName: "commits"))
  var submodulesDepth = 0

  @Flag(help: "Fetch all file contents at once, not when they are needed.")
  var full = false

  @OptionGroup var mirrors: MirrorOptions
}
