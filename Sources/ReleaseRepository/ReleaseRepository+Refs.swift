import Git
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  /// Asked for once: it changes when a person renames a branch, and then the old name is missed.
  func readDefaultBranch() async throws(ForgeError) -> BranchName {
    if let known = knownDefault.withLock(\.self) { return known }
    let what = "asking \(remote.url.redacted) for its default branch"
    let head = try await doing(what) { () throws(GitError) in
      try await remote.references(withPrefixes: ["HEAD"]).first { $0.name == .head }
    }
    guard let name = head?.symbolicTarget?.branch.flatMap(BranchName.init(_:)) else {
      throw ForgeError(
        kind: .refused, doing: what, found: "its HEAD names no branch that has a commit",
        hint: "push a branch, and make it the repository's default branch")
    }
    knownDefault.withLock { $0 = name }
    return name
  }

  func readRefs(
    for branch: SlotBranch, main: BranchName
  ) async throws(ForgeError) -> RepositoryFacts {
    let references = try await mirror.follow(remote, .branch(main))
    guard let tip = references.first(where: { $0.name.branch == "\(main)" }) else {
      knownDefault.withLock { $0 = nil }
      throw ForgeError(
        kind: .refused, doing: "reading \(remote.url.redacted)", found: "no branch \(main)",
        hint: "push \(main) first")
    }
    let head = references.first { $0.name.text == branch.ref }
    var slot: CommitFacts?
    if let head { slot = try await mirror.history(of: head.id, limit: 1).first }
    return RepositoryFacts(
      branch: main, history: try await mirror.history(of: tip.id), slotBranch: slot,
      tags: references.compactMap { reference in
        reference.name.tag.map { TagFacts(name: $0, commit: reference.peeled.revision) }
      })
  }
}
