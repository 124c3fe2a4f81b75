import CommandLineTool
import Errors
import Foundation
import Mirrors
import ReleaseModel
import Workspaces

/// The workspace around a folder, with the pins of its release clone.
package struct WorkspaceSession: Sendable {
  /// One component: what is pinned and what is there.
  package struct Row: Sendable {
    package let checkout: Checkout
    package let pin: GitPin
    package let state: CheckoutState

    package init(checkout: Checkout, pin: GitPin, state: CheckoutState) {
      self.checkout = checkout
      self.pin = pin
      self.state = state
    }
  }

  /// What became of one component.
  package enum Step: Sendable {
    case excluded(ComponentName)
    case taken(CheckoutStep, Checkout, GitPin)
  }

  /// What is checked out, and from where.
  package struct Options: Sendable {
    package var submodules: Workspace.Options
    package var excluded: ExclusionPatterns
    /// Whether components are cloned over ssh, to push.
    package var isSSH = false
    /// What stands in for upstreams' addresses.
    package var rewrites = MirrorRewrites()

    package init(submodules: Workspace.Options, excluded: ExclusionPatterns) {
      self.submodules = submodules
      self.excluded = excluded
    }
  }

  private let configuration: ReleaseConfiguration
  private let file: WorkspaceFile
  private let options: Options
  private let workspace: Workspace

  /// The workspace that `file` marks.
  package init(
    _ file: WorkspaceFile, _ workspace: Workspace, _ options: Options
  ) throws(CommandFailure) {
    self.file = file
    self.workspace = workspace
    self.options = options
    configuration = try ReleaseFolder(around: file.release).configuration()
  }

  /// Marks `folder` and says where it is.
  package static func initialize(at folder: URL?, of release: ReleaseFolder) throws -> String {
    let release = release.root
    let place = folder ?? release.deletingLastPathComponent()
    if let known = try WorkspaceFile.find(around: place), known.folder == place.standardizedFileURL,
      known.release == release.standardizedFileURL
    {
      return "\(known.folder.path) is already a workspace"
    }
    let file = WorkspaceFile(folder: place, release: release)
    try file.write()
    return "\(file.folder.path) is now a workspace with the pins of \(release.path)"
  }

  /// The components that `names` name, with those that they record pins of.
  package func components(
    _ names: [String], withDependencies: Bool
  ) throws(CommandFailure) -> [ComponentName] {
    let all = repositories.map(\.checkout.component)
    guard !names.isEmpty else { return all }
    var wanted: [ComponentName] = []
    for name in names { wanted.append(try componentName(name, among: all)) }
    var index = 0
    while withDependencies, index < wanted.count {
      let records = configuration[component: wanted[index]]?.records ?? []
      let pinned = records.flatMap { $0.names.values }.sorted()
      wanted += pinned.filter { all.contains($0) && !wanted.contains($0) }
      index += 1
    }
    return wanted
  }

  /// The components whose folders are there.
  package func checkedOut() throws(CommandFailure) -> [ComponentName] {
    let found = repositories.map(\.checkout).filter {
      FileManager.default.fileExists(atPath: $0.folder.path)
    }.map(\.component)
    guard !found.isEmpty else {
      throw CommandFailure(
        .badData,
        "syncing \(file.folder.path): nothing is checked out"
          + "\n  hint: roller workspace checkout COMPONENT")
    }
    return found
  }

  /// What `roller pin` is told for every component that is not checked out at its pin.
  package func pinRequests() async throws(CommandFailure) -> [String] {
    var pins: [String] = []
    for row in try await rows() {
      guard case .at(let revision, _, let changed, _) = row.state,
        revision != row.checkout.revision
      else { continue }
      guard changed == 0 else {
        throw CommandFailure(
          .refused,
          "pinning \(row.checkout.component) from \(row.checkout.folder.path):"
            + " \(changed) changed files are not committed\n  hint: commit or stash them first")
      }
      pins.append("\(row.checkout.component)@\(revision)")
    }
    guard !pins.isEmpty else {
      throw CommandFailure(.done, "every checked-out component is at its pin")
    }
    return pins
  }

  /// Brings `names` to their pins, one after the other, and tells each; fails when one had to be left.
  package func bring(_ names: [ComponentName], tell: (Step) -> Void) async throws {
    var isLeft = false
    for (checkout, pin) in repositories where names.contains(checkout.component) {
      guard !options.excluded.exclude("\(checkout.component)") else {
        tell(.excluded(checkout.component))
        continue
      }
      do throws(Failure) {
        let step = try await workspace.bring(checkout, options: options.submodules)
        if case .leave = step { isLeft = true }
        tell(.taken(step, checkout, pin))
      } catch {
        throw CommandFailure(error)
      }
    }
    if isLeft {
      throw CommandFailure(
        .refused, "some trees were not touched\n  hint: see the reason for each above")
    }
  }

  /// What is there of each component.
  package func rows() async throws(CommandFailure) -> [Row] {
    var rows: [Row] = []
    for (checkout, pin) in repositories where !options.excluded.exclude("\(checkout.component)") {
      do throws(Failure) {
        rows.append(
          Row(checkout: checkout, pin: pin, state: try await workspace.state(of: checkout)))
      } catch {
        throw CommandFailure(error)
      }
    }
    return rows
  }

  private var repositories: [(checkout: Checkout, pin: GitPin)] {
    configuration.components.compactMap { component in
      guard case .git(let url, let branch) = component.origin,
        case .git(let pin)? = configuration.versionInfo.pins[component.name]
      else { return nil }
      let checkout = Checkout(
        component: component.name, url: address(of: url), branch: branch, revision: pin.revision,
        in: file.folder)
      return (checkout, pin)
    }
  }

  /// `git@host:owner/name.git` for those who push: <https://git-scm.com/docs/git-clone#_git_urls>.
  private func address(of url: String) -> String {
    if let replacement = options.rewrites.replacement(for: url) { return replacement }
    guard options.isSSH, url.hasPrefix("https://") else { return url }
    let rest = url.dropFirst("https://".count)
    let host = rest.prefix { $0 != "/" }
    return "git@\(host):\(rest.dropFirst(host.count + 1)).git"
  }
}
