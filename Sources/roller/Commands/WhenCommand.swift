import ArgumentParser
import CommandLineTool
import Desk
import Git
import JSON
import Mirrors
import ReleaseModel
import ReleaseRepository
import Terminal

/// `roller when`: the first release that contains a change of a component.
struct WhenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "when",
    abstract: "Find the first release that contains a commit or version of a component.",
    usage: "roller when <component> <revision> [options]",
    discussion: """
      Searches the component's own history for the commit, so that commits of
      merged branches are found too. Fetches the repository first; if that fails,
      uses its mirror on this machine.

          roller when iree 1f2e3d4c
          roller when iree-base-compiler 3.12.0
      """)

  @Argument(help: "The component's name.")
  var component: String

  @Argument(help: "A commit of its repository (its first digits are enough), or a version.")
  var revision: String

  @OptionGroup var options: HistoryOptions
  @OptionGroup var mirrors: MirrorOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let history = try options.history(in: surroundings)
    let configuration = try ReleaseFolder(around: surroundings.folder).configuration()
    let name = try componentName(component, among: configuration.components.map(\.name))
    guard let described = configuration[component: name] else { return }
    let found =
      switch described.origin {
      case .git: try await containing(described, history, surroundings)
      case .index: try await atVersion(name, history)
      }
    // A shallow clone lacks the older releases, and their tags.
    let cut = try await history.cut()
    let text = FirstReleaseText(name, found, cut)
    if options.json {
      print(text.json.text(.indented))
    } else {
      surroundings.show(text.text(surroundings.output))
    }
  }

  private func containing(
    _ component: Component, _ history: ReleaseHistory, _ surroundings: Surroundings
  ) async throws -> FirstRelease? {
    let wiring = try Wiring(surroundings, ForgeOptions.parsed, mirrors: mirrors)
    return try await wiring.withMirrors { mirrors in
      let mirror = try mirrors.mirror(of: component)
      // Offline, what was fetched before still answers.
      _ = try? await mirror.update()
      let wanted = revision
      return try await asking { () async throws(GitError) in
        let id = try await mirror.repository.run { git throws(GitError) in
          try git.commit(named: wanted)
        }
        guard let revision = Revision(id.hexadecimal) else { return nil }
        return try await history.firstRelease(
          of: component.name, containing: revision, in: mirror.repository)
      }
    }
  }

  private func atVersion(
    _ name: ComponentName, _ history: ReleaseHistory
  ) async throws(CommandFailure) -> FirstRelease? {
    guard let version = PythonVersion(revision) else {
      throw CommandFailure(
        .usage,
        "\(quoted(revision)) is not a version: expected one that PEP 440 allows, such as 3.12.0")
    }
    return try await asking { () async throws(GitError) in
      try await history.firstRelease(of: name, at: version)
    }
  }
}
