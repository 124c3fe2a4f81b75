import CommandLineTool
import Foundation
import Processes
import ReleaseModel
import ReleaseRepository

/// The work tree in which a bisection's command is run, and what its exit code means.
///
/// A work tree of its own, so that nobody's checkout is touched:
/// <https://git-scm.com/docs/git-worktree>.
package struct BisectTrial: Sendable {
  /// What is tried.
  package struct Step: Sendable {
    /// The commit of the release repository that is checked out.
    package let commit: Revision
    /// Takes the place of its `version_info.json`.
    package let pins: VersionInfo?
    /// Such as `release`, `component` or `revision`.
    package let kind: String
    package let label: String

    package init(commit: Revision, pins: VersionInfo?, kind: String, label: String) {
      self.commit = commit
      self.pins = pins
      self.kind = kind
      self.label = label
    }
  }

  private let clone: URL
  private let folder: URL
  private let command: [String]
  private let surroundings: Surroundings
  private let runner: any ProcessRunner

  /// A trial of `command` in a work tree of `clone`, which lies in `folder` from then on.
  package init(
    of command: [String], in clone: URL, folder: URL, _ surroundings: Surroundings,
    _ runner: any ProcessRunner
  ) async throws {
    self.clone = clone
    self.folder = folder
    self.command = command
    self.surroundings = surroundings
    self.runner = runner
    try await git(["worktree", "add", "--quiet", "--detach", folder.path])
  }

  /// Takes the work tree away.
  package func remove() async {
    _ = try? await git(["worktree", "remove", "--force", folder.path])
  }

  /// Runs the command on `step`: 0 is good, 125 skips, 1 to 127 are bad, as `git bisect run` has them
  /// (<https://git-scm.com/docs/git-bisect#_bisect_run>).
  package func answer(_ step: Step) async throws -> Bisection.Answer {
    try await git(["-C", folder.path, "checkout", "--quiet", "--force", "\(step.commit)"])
    if let pins = step.pins {
      try Data(pins.bytes).write(to: folder.appendingPathComponent(VersionInfo.path))
    }
    var variables = surroundings.environment
    variables["ROLLER_BISECT_KIND"] = step.kind
    variables["ROLLER_BISECT_LABEL"] = step.label
    let code = try await run(command, variables, in: folder)
    switch code {
    case 0: return .good
    case 125: return .skip
    case .some(1...127): return .bad
    case .some, .none:
      throw CommandFailure(
        .badData,
        "bisecting: the command ended with \(code.map { "\($0)" } ?? "a signal") at \(step.label)"
          + "\n  hint: 0 means good, 125 cannot be tested, 1 to 127 bad; any other code stops the search"
      )
    }
  }

  @discardableResult
  private func git(_ arguments: [String]) async throws -> Int32? {
    let all = ["git", "-C", clone.path, "-c", "core.hooksPath=/dev/null"] + arguments
    let code = try await run(all, surroundings.gitEnvironment, in: clone)
    guard code == 0 else {
      throw CommandFailure(
        .badData,
        "bisecting: git \(arguments.prefix(2).joined(separator: " ")) failed"
          + "\n  hint: see git's message above")
    }
    return code
  }

  /// The exit code; nil when a signal ended it. A person sees what it prints, on standard error.
  private func run(
    _ command: [String], _ variables: [String: String], in folder: URL
  ) async throws -> Int32? {
    var process = try ProcessCommand(
      command[0], Array(command.dropFirst()), environment: variables, folder: folder.path)
    process.streams = .standardError
    process.sharesTerminal = true
    return try await runner.run(process).code
  }
}
