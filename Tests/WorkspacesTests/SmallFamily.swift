import Foundation
import ReleaseModel
import TestKit
import Workspaces

/// Upstream repositories in a temporary folder: `iree` with a submodule `llvm`, which has one of its own.
final class SmallFamily: Sendable {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("workspaces-\(UUID().uuidString)")

  private var isolated: IsolatedGit {
    // git refuses submodules from a path unless it is told so.
    IsolatedGit(
      home: folder.path,
      more: [
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "protocol.file.allow",
        "GIT_CONFIG_VALUE_0": "always",
      ])
  }

  var environment: [String: String] { isolated.environment }

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
    try await isolated.run(arguments, in: folder.path)
  }

  typealias Failed = GitFailed
}

func options(excluding patterns: [String] = []) throws -> Workspace.Options {
  Workspace.Options(excluded: try ExclusionPatterns(patterns))
}
