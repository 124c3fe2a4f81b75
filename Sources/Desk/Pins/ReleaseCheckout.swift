import CommandLineTool
import Errors
import Foundation
import Processes
import ReleaseModel
import SafeText

/// The checkout as a person's git sees it, with the person's own identity, signing and hooks.
package struct ReleaseCheckout: Sendable {
  let folder: ReleaseFolder
  private let environment: [String: String]
  private let runner: any ProcessRunner

  package init(_ folder: ReleaseFolder, environment: [String: String], runner: any ProcessRunner) {
    self.folder = folder
    self.environment = environment.merging(["LC_ALL": "C"]) { _, ours in ours }
    self.runner = runner
  }

  private var root: URL { folder.root }

  /// Fails unless a commit of the version file alone makes sense here: on a branch, nothing of it
  /// uncommitted.
  package func requireCommittable() async throws(CommandFailure) {
    guard try await git(["symbolic-ref", "--quiet", "HEAD"]).succeeded else {
      throw CommandFailure(
        .badData,
        "\(root.path) is on no branch (detached HEAD)"
          + "\n  hint: git switch -c NAME, or omit --commit")
    }
    let status = try await asked(["status", "--porcelain", "--", VersionInfo.path])
    guard status.isEmpty else {
      throw CommandFailure(
        .badData,
        "\(VersionInfo.path) has changes that are not committed"
          + "\n  hint: commit or revert them first, or omit --commit and commit everything yourself"
      )
    }
  }

  /// Makes `edit` and commits the version file, and nothing else that may be staged; the new commit.
  ///
  /// Both or neither: where git makes no commit, because a hook says no or the author is unknown, the
  /// file is put back, so that the same command can be run again.
  func commit(_ edit: FileEdit, _ message: String) async throws(CommandFailure) -> Revision {
    let head = await head
    defer { edit.settle() }
    try edit.begin()
    do throws(CommandFailure) { return try await commit(message) } catch {
      // A task of its own: an interruption must not keep git from saying what it did.
      let now = await Task { await self.head }.value
      guard now == head else { throw error }
      throw takenBack(edit, because: error)
    }
  }

  private func takenBack(_ edit: FileEdit, because error: CommandFailure) -> CommandFailure {
    let cause =
      error.message.contains("\n  hint: ")
      ? error.message
      : error.message + "\n  hint: fix what git reports, then run the same command again"
    do throws(CommandFailure) { try edit.takeBack() } catch {
      return CommandFailure(
        error.exitCode,
        cause + "\n\(VersionInfo.path) was edited and could not be restored: " + error.message)
    }
    return CommandFailure(
      error.exitCode, cause + "\nnothing was committed, and \(VersionInfo.path) is unchanged")
  }

  /// Nil before the first commit.
  private var head: String? {
    get async {
      let answer = try? await git(["rev-parse", "--verify", "--quiet", "HEAD"])
      return answer.flatMap { $0.succeeded ? $0.text : nil }
    }
  }

  private func commit(_ message: String) async throws(CommandFailure) -> Revision {
    let file = root.appendingPathComponent(".git-message-\(UUID().uuidString)")
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent(file.lastPathComponent)
    do { try Data(message.utf8).write(to: place) } catch {
      throw CommandFailure(Failure(error, doing: "writing \(place.path)"))
    }
    defer { try? FileManager.default.removeItem(at: place) }
    _ = try await asked(["commit", "--quiet", "--file", place.path, "--only", VersionInfo.path])
    let id = try await asked(["rev-parse", "HEAD"])
    guard let revision = Revision(id) else {
      throw CommandFailure(.badData, "git rev-parse HEAD: found \(id.prefix(80).debugDescription)")
    }
    return revision
  }

  private func asked(_ arguments: [String]) async throws(CommandFailure) -> String {
    let answer = try await git(arguments)
    guard answer.succeeded else {
      let words = answer.errorText
      let doing = "git \(arguments[0]) in \(root.path)"
      if let trouble = Failure(in: words, doing: doing) { throw CommandFailure(trouble) }
      if words.contains("index.lock") { throw locked(doing, words) }
      throw CommandFailure(
        .badData,
        "\(doing): " + UntrustedText(words).terminal(limit: 1_000))
    }
    return answer.text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func git(_ arguments: [String]) async throws(CommandFailure) -> ProcessAnswer {
    do throws(Failure) {
      var command = try ProcessCommand(
        "git", ["-C", root.path] + arguments, environment: environment)
      command.grace = .seconds(5)
      return try await runner.answer(to: command)
    } catch {
      throw CommandFailure(.badData, "running git: \(error)\n  hint: apt-get install -y git")
    }
  }
}

/// git's own advice: <https://git-scm.com/docs/git-commit>, "Another git process seems to be running".
private func locked(_ doing: String, _ words: String) -> CommandFailure {
  let line = words.split(whereSeparator: \.isNewline).first { $0.contains("index.lock") } ?? ""
  return CommandFailure(
    .tryLater,
    "\(doing): " + UntrustedText(String(line)).terminal(limit: 300)
      + "\n  hint: wait for the other git process to end; if no git is running, delete that file")
}
