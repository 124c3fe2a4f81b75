import Errors
import Foundation
import ReleaseModel

/// A folder with the components side by side, each at its pinned revision.
///
/// Never touches a tree with changes, nor moves away from commits that no ref keeps.
package struct Workspace: Sendable {
  /// How components are brought here.
  package struct Options: Sendable {
    /// Commits and trees only; file contents come when they are needed
    /// (<https://git-scm.com/docs/partial-clone>).
    package var isPartial = true
    package var submodules = true
    /// Submodules of submodules, too.
    package var isRecursive = false
    /// How many commits of a submodule are fetched; 0 fetches all.
    package var submoduleDepth = 0
    package var excluded: ExclusionPatterns

    package init(excluded: ExclusionPatterns) {
      self.excluded = excluded
    }
  }

  private let git: GitCommand

  package init(_ git: GitCommand) {
    self.git = git
  }

  /// What lies in the folder of `checkout`.
  package func state(of checkout: Checkout) async throws(Failure) -> CheckoutState {
    let folder = checkout.folder
    guard FileManager.default.fileExists(atPath: folder.path) else { return .missing }
    let doing = "looking at \(folder.path)"
    guard FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path) else {
      return .occupied
    }
    let head = try await git(["rev-parse", "--verify", "HEAD"], in: folder, doing: doing)
    guard let revision = Revision(head) else { return .occupied }
    let branch = try await git(["branch", "--show-current"], in: folder, doing: doing)
    let changes = try await changes(in: folder, doing: doing)
    let unsaved = try await unsavedCommits(in: folder, doing: doing)
    return .at(
      revision, branch: branch.isEmpty ? nil : branch, changedFiles: changes.files,
      unsavedCommits: unsaved + changes.unsavedCommits)
  }

  /// Changed files, those of submodules included, and commits of submodules that no ref has.
  ///
  /// A submodule that merely stands elsewhere than its link says is not a change.
  private func changes(
    in folder: URL, doing: String
  ) async throws(Failure) -> (files: Int, unsavedCommits: Int) {
    // https://git-scm.com/docs/git-status#_porcelain_format_version_2
    let status = try await git(
      ["status", "--porcelain=v2", "--untracked-files=no", "-z"], in: folder, doing: doing)
    var files = 0
    var unsaved = 0
    for line in status.split(separator: "\0") {
      let fields = line.split(separator: " ", maxSplits: 8)
      guard fields.count == 9, fields[0] == "1" else {
        files += 1
        continue
      }
      // "S" and three letters: the commit differs, files are changed, files are unknown.
      let mark = fields[2]
      guard mark.hasPrefix("S"), fields[1].hasPrefix(".") else {
        files += 1
        continue
      }
      if mark.dropFirst(2).hasPrefix("M") { files += 1 }
      if mark.dropFirst().hasPrefix("C") {
        unsaved += try await unsavedCommits(
          in: folder.appendingPathComponent(String(fields[8])), doing: doing)
      }
    }
    return (files, unsaved)
  }

  /// How many commits only a detached HEAD has.
  private func unsavedCommits(in folder: URL, doing: String) async throws(Failure) -> Int {
    let count = try await git(
      [
        "rev-list", "--count", "HEAD", "--not", "--branches", "--tags", "--remotes",
        "--glob=\(Self.pinned)*",
      ], in: folder, doing: doing)
    return Int(count) ?? 0
  }

  /// Keeps what we checked out from looking like somebody's work, and from being collected.
  private static let pinned = "refs/roller/pinned"

  /// Brings `checkout` to its revision as far as that loses nothing; says what was done.
  package func bring(
    _ checkout: Checkout, options: Options
  ) async throws(Failure) -> CheckoutStep {
    let step = CheckoutStep(from: try await state(of: checkout), to: checkout.revision)
    switch step {
    case .leave: return step
    case .nothing: break
    case .clone:
      try await clone(checkout, options)
      try await move(checkout)
    case .move: try await move(checkout)
    }
    if options.submodules {
      try await bringSubmodules(
        of: checkout.folder, named: "\(checkout.component):", options: options)
    }
    return step
  }

  private func clone(_ checkout: Checkout, _ options: Options) async throws(Failure) {
    let doing = "cloning \(checkout.component) from \(checkout.url)"
    let parent = checkout.folder.deletingLastPathComponent()
    let filter = options.isPartial ? ["--filter=blob:none"] : []
    // Under another name until it is whole: a clone that was cut off must not look like a checkout.
    let incoming = parent.appendingPathComponent(".\(checkout.component).incoming")
    try? FileManager.default.removeItem(at: incoming)
    try await git(
      ["clone", "--quiet", "--no-checkout", "--branch", checkout.branch] + filter
        + ["--", checkout.url, incoming.path],
      in: parent, doing: doing)
    do { try FileManager.default.moveItem(at: incoming, to: checkout.folder) } catch {
      throw Failure(error, doing: doing)
    }
  }

  private func move(_ checkout: Checkout) async throws(Failure) {
    let doing = "checking out \(checkout.component) at \(checkout.revision)"
    let revision = checkout.revision.description
    let isHere = try await git.agrees(
      ["cat-file", "-e", "\(revision)^{commit}"], in: checkout.folder, doing: doing)
    if !isHere {
      try await git(["fetch", "--quiet", "origin"], in: checkout.folder, doing: doing)
      let arrived = try await git.agrees(
        ["cat-file", "-e", "\(revision)^{commit}"], in: checkout.folder, doing: doing)
      if !arrived {
        try await git(
          ["fetch", "--quiet", "origin", revision], in: checkout.folder, doing: doing)
      }
    }
    try await git(
      ["-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", revision],
      in: checkout.folder, doing: doing)
    try await git(
      ["update-ref", Self.pinned, revision], in: checkout.folder, doing: doing)
  }

  private func bringSubmodules(
    of folder: URL, named prefix: String, options: Options
  ) async throws(Failure) {
    let doing = "updating the submodules of \(folder.lastPathComponent)"
    let all = try await submodules(of: folder, doing: doing)
    let paths = all.filter { !options.excluded.exclude(prefix + $0) }
    guard !paths.isEmpty else { return }
    let depth = options.submoduleDepth > 0 ? ["--depth", "\(options.submoduleDepth)"] : []
    try await git(
      ["submodule", "--quiet", "update", "--init"] + depth + ["--"] + paths, in: folder,
      doing: doing)
    guard options.isRecursive else { return }
    for path in paths {
      try await bringSubmodules(
        of: folder.appendingPathComponent(path), named: "\(prefix)\(path)/", options: options)
    }
  }

  /// The paths of the submodules that the checked out commit links to.
  private func submodules(of folder: URL, doing: String) async throws(Failure) -> [String] {
    // Links in the index, mode 160000: https://git-scm.com/docs/gitsubmodules
    let staged = try await git(["ls-files", "--stage", "-z"], in: folder, doing: doing)
    return staged.split(separator: "\0").compactMap { line in
      line.hasPrefix("160000 ")
        ? line.firstIndex(of: "\t").map { String(line[line.index(after: $0)...]) } : nil
    }
  }
}
