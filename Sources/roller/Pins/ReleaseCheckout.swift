import CommandLineTool
import Errors
import Foundation
import Processes
import ReleaseModel
import SafeText

/// The checkout as a person's git sees it, with the person's own identity, signing and hooks.
struct ReleaseCheckout: Sendable {
  let root: URL
  private let environment: [String: String]

  init(_ folder: ReleaseFolder, _ surroundings: Surroundings) {
    root = folder.root
    environment = surroundings.environment.merging(["LC_ALL": "C"]) { _, ours in ours }
  }

  /// Fails unless a commit of the version file alone makes sense here: on a branch, nothing of it
  /// uncommitted.
  func requireCommittable() async throws(CommandFailure) {
    guard try await git(["symbolic-ref", "--quiet", "HEAD"]).succeeded else {
      throw CommandFailure(
        .badData,
        "\(root.path) is on no branch (detached HEAD)"
          + "\n  hint: git switch -c NAME, or leave --commit away")
    }
    let status = try await asked(["status", "--porcelain", "--", VersionInfo.path])
    guard status.isEmpty else {
      throw CommandFailure(
        .badData,
        "\(VersionInfo.path) has changes that are not committed"
          + "\n  hint: commit or undo them first, or leave --commit away and commit all together")
    }
  }

  /// Commits the version file, and nothing else that may be staged; the new commit.
  func commit(_ message: String) async throws(CommandFailure) -> Revision {
    let file = root.appendingPathComponent(".git-message-\(UUID().uuidString)")
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent(file.lastPathComponent)
    do { try Data(message.utf8).write(to: place) } catch {
      throw CommandFailure(SystemError(error, doing: "writing \(place.path)"))
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
      if let trouble = SystemError(in: words, doing: doing) { throw CommandFailure(trouble) }
      throw CommandFailure(
        .badData,
        "\(doing): " + UntrustedText(words).terminal(limit: 1_000))
    }
    return answer.text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func git(_ arguments: [String]) async throws(CommandFailure) -> ProcessAnswer {
    do throws(ProcessError) {
      var command = try ProcessCommand(
        "git", ["-C", root.path] + arguments, environment: environment)
      command.grace = .seconds(5)
      return try await SubprocessRunner().answer(to: command)
    } catch {
      throw CommandFailure(.badData, "running git: \(error)\n  hint: apt-get install -y git")
    }
  }
}
