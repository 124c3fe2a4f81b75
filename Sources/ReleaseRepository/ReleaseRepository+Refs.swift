import Errors
import Git
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  /// Asked for once: it changes when a person renames a branch, and then the old name is missed.
  func readDefaultBranch() async throws(Failure) -> BranchName {
    if let known = knownDefault.withLock(\.self) { return known }
    let what = "asking \(remote.url.redacted) for its default branch"
    let head = try await doing(what) { () throws(GitError) in
      try await remote.references(withPrefixes: ["HEAD"]).first { $0.name == .head }
    }
    guard let name = head?.symbolicTarget?.branch.flatMap(BranchName.init(_:)) else {
      throw Failure(
        .rejected, doing: what, found: "its HEAD is not a branch with a commit",
        hint: "push a branch, and make it the repository's default branch")
    }
    knownDefault.withLock { $0 = name }
    return name
  }

  func readRefs(
    for branch: SlotBranch, main: BranchName
  ) async throws(Failure) -> RepositoryFacts {
    let references = try await mirror.follow(remote, .branch(main))
    let tip = try tip(of: main, in: references)
    var slot: SlotHead?
    if let head = references.first(where: { $0.name.text == branch.ref }) {
      slot = try await mirror.slotHead(head.id, from: tip)
    }
    return RepositoryFacts(
      branch: main, history: try await mirror.history(of: tip), slotBranch: slot,
      tags: references.compactMap { reference in
        reference.name.tag.map { TagFacts(name: $0, commit: reference.peeled.revision) }
      }, decisions: try await decisions(in: references).decisions)
  }

  func readHead(of main: BranchName) async throws(Failure) -> CommitFacts {
    let references = try await mirror.follow(remote, .branch(main))
    return try await mirror.facts(of: try tip(of: main, in: references))
  }

  private func tip(
    of main: BranchName, in references: [RemoteReference]
  ) throws(Failure) -> ObjectID {
    if let tip = references.first(where: { $0.name.branch == "\(main)" }) { return tip.id }
    knownDefault.withLock { $0 = nil }
    throw Failure(
      .rejected, doing: "reading \(remote.url.redacted)", found: "no branch \(main)",
      hint: "push \(main) first")
  }
}
