import Errors
import Git
import ReleaseModel
import RollPlanning
import Rolling

extension ReleaseRepository {
  func take(_ step: RepositoryStep) async throws(Failure) {
    switch step {
    case .pushBranch(let branch, let from, let to):
      try await move(branch.ref, from: from, to: to, doing: "pushing \(branch)")
    case .fastForward(let branch, let from, let to):
      try await fastForward(branch, from: from, to: to)
    case .deleteBranch(let branch, let at):
      try await move(branch.ref, from: at, to: nil, doing: "deleting \(branch)")
    case .createTag(let draft): try await create(draft)
    }
  }

  /// The lease keeps others' work; that `to` follows `from` is looked at here, because a lease alone
  /// would let main be rewound.
  private func fastForward(
    _ branch: BranchName, from: Revision, to: Revision
  ) async throws(Failure) {
    let what = "fast-forwarding \(branch)"
    let follows = try await filledMirror().isAncestor(from, of: to)
    guard follows else {
      throw Failure(
        .rejected, doing: what, found: "\(to.abbreviated) does not follow \(from.abbreviated)",
        hint: "\(branch) is never rewound; roll again")
    }
    try await move("refs/heads/\(branch)", from: from, to: to, doing: what)
  }

  private func move(
    _ ref: String, from: Revision?, to: Revision?, doing what: String
  ) async throws(Failure) {
    let change = try change(ref, from: from.map { ObjectID($0) }, to: to.map { ObjectID($0) })
    guard try await push(change, doing: what) else { throw moved(ref, what) }
  }

  private func create(_ draft: RollPlanning.TagDraft) async throws(Failure) {
    let tag = try await filledMirror().write(draft)
    let what = "tagging \(draft.tag)"
    guard try await push(change(draft.tag.ref, from: nil, to: tag), doing: what) else {
      throw moved(draft.tag.ref, what)
    }
  }
}

private func moved(_ ref: String, _ what: String) -> Failure {
  Failure(
    .moved, doing: what, found: "\(ref) is not where it was", hint: "roller reads the state again")
}
