import Errors
import Foundation

/// The steps by which a bare repository becomes a forge; each may have been done before.
struct ForgeCreation: Sendable {
  let repository: URL
  let source: URL
  let git: GitTool
  let now: Timestamp

  /// The branch that the forge was founded from just now; nil when it was there.
  func run() async throws -> InitialBranch? {
    try GitProgram.require(
      in: git.environment, while: "open the local forge \(repository.path)")
    var branch: InitialBranch?
    if !FileManager.default.fileExists(atPath: repository.path) { branch = try await copySource() }
    try await requireRepository()
    for (key, value) in settings { _ = try await git.output(["config", key, value]) }
    try await CreationDate(git: git).record()
    try UpdateHook.install(in: repository)
    return branch
  }

  /// Built beside its place and renamed, so that a half-made forge is never found.
  private func copySource() async throws -> InitialBranch {
    let checkout = GitTool(repository: source.path, environment: git.environment)
    let branch = try await InitialBranch.required(
      of: source.path, for: repository, environment: git.environment)
    let parent = repository.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    let draft = parent.appending(path: ".\(repository.lastPathComponent).\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: draft) }
    let outside = GitTool(repository: parent.path, environment: git.environment)
    _ = try await outside.output(
      [
        "init", "--quiet", "--bare", "--template=", "--initial-branch=\(branch.name)", draft.path,
      ])
    let inside = GitTool(repository: draft.path, environment: git.environment)
    _ = try await inside.output(
      ["fetch", "--quiet", sender, source.path, "\(branch.reference):refs/heads/\(branch.name)"])
    await RollerRecords(inside: inside, checkout: checkout).fetch()
    _ = try await inside.output(["config", InitialBranch.setting, branch.reference])
    let founded = await CreationDate(git: inside).after(now, "refs/heads/\(branch.name)")
    _ = try await inside.output(["config", CreationDate.setting, founded.description])
    try FileManager.default.moveItem(at: draft, to: repository)
    return branch
  }

  private func requireRepository() async throws {
    let (status, text) = try await git.result(["rev-parse", "--is-bare-repository"])
    guard status == 0 else {
      throw Failure(
        .badData, doing: "open the local forge \(repository.path)",
        found:
          "git cannot read this folder (\(text.split(separator: "\n").first ?? "no reason given"))",
        hint: "restore its HEAD and config from a copy; or move the folder away: a new forge"
          + " is then created, without the pull requests and releases of this one")
    }
  }
}

/// The other side runs without our settings, and the checkout may be another user's.
let sender = "--upload-pack=git -c safe.directory=* upload-pack"

/// What each setting is for: <https://git-scm.com/docs/git-config>.
private let settings = [
  // What `git init --bare` wrote, for a folder whose config was lost.
  ("core.repositoryformatversion", "0"), ("core.bare", "true"),
  ("http.receivepack", "true"),
  // Partial clones, and clones of one commit: how the roller fetches.
  ("uploadpack.allowFilter", "true"),
  ("uploadpack.allowAnySHA1InWant", "true"),
  // The forge's own references can be copied, but nobody pushes to them.
  ("receive.hideRefs", "refs/forge"),
  ("receive.fsckObjects", "true"),
  ("core.logAllRefUpdates", "always"),
]
