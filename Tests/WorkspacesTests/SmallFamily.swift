import Foundation
import ReleaseModel
import Subprocess
import SystemPackage
import Workspaces

/// Upstream repositories in a temporary folder: `iree` with a submodule `llvm`, which has one of its own.
final class SmallFamily: Sendable {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("workspaces-\(UUID().uuidString)")

  var environment: [String: String] {
    [
      "PATH": "/usr/bin:/bin:/usr/lib/git-core", "HOME": folder.path, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
      // git refuses submodules from a path unless it is told so.
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "protocol.file.allow",
      "GIT_CONFIG_VALUE_0": "always",
    ]
  }

  init() async throws {
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    for name in ["inner", "llvm", "iree"] {
      try await git(["init", "--quiet", "--initial-branch=main", path(name)])
    }
    try await commit("inner", "one")
    try await git(["-C", path("llvm"), "submodule", "--quiet", "add", path("inner"), "deep/inner"])
    try await commit("llvm", "one")
    try await git([
      "-C", path("iree"), "submodule", "--quiet", "add", path("llvm"), "third_party/llvm",
    ])
    try await commit("iree", "one")
    try await commit("iree", "two")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The workspace.
  var work: URL { folder.appendingPathComponent("work") }
  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
  var workspace: Workspace { Workspace(GitCommand(environment: environment)) }

  @discardableResult
  func commit(_ repository: String, _ text: String) async throws -> Revision {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(repository) + "/file"))
    try await git(["-C", path(repository), "add", "--all"])
    try await git(["-C", path(repository), "commit", "--quiet", "--message", text])
    return try await revision(repository, "HEAD")
  }

  func revision(_ repository: String, _ name: String) async throws -> Revision {
    let text = try await git(["-C", path(repository), "rev-parse", name])
    guard let revision = Revision(text) else { throw Failed(arguments: [name], said: text) }
    return revision
  }

  func checkout(at revision: Revision) throws -> Checkout {
    guard let name = ComponentName("iree") else { throw Failed(arguments: [], said: "") }
    return Checkout(
      component: name, url: path("iree"), branch: "main", revision: revision, in: work)
  }

  @discardableResult
  func git(_ arguments: [String]) async throws -> String {
    let pairs = environment.map { (Environment.Key(stringLiteral: $0), $1) }
    let result = try await Subprocess.run(
      .name("git"), arguments: Arguments(arguments),
      environment: .custom(Dictionary(uniqueKeysWithValues: pairs)),
      workingDirectory: FilePath(folder.path), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else {
      throw Failed(arguments: arguments, said: result.standardError)
    }
    return result.standardOutput.trimmingCharacters(in: .newlines)
  }

  struct Failed: Error {
    let arguments: [String]
    let said: String
  }
}

func options(excluding patterns: [String] = []) throws -> Workspace.Options {
  Workspace.Options(excluded: try ExclusionPatterns(patterns))
}
