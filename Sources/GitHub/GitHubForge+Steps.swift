import Git
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  func take(_ step: LandingStep) async throws(ForgeError) {
    switch step {
    case .pushBranch(let branch, let from, let to):
      try await move(branch.ref, from: from, to: to, doing: "pushing \(branch)")
    case .fastForwardMain(let from, let to): try await fastForward(from: from, to: to)
    case .deleteBranch(let branch, let at):
      try await move(branch.ref, from: at, to: nil, doing: "deleting \(branch)")
    case .createTag(let draft): try await create(draft)
    case .openPullRequest(let draft): try await open(draft)
    case .editPullRequest(let number, let draft): try await edit(number, draft)
    case .setStatus(let status): try await set(status)
    case .createDraftRelease(let draft): try await create(draft)
    case .deleteDraftRelease(let id, _): try await deleteDraft(id)
    case .uploadAsset(let release, let asset): try await upload(asset, to: release)
    case .deleteAsset(let release, let asset, _): try await deleteAsset(asset, of: release)
    case .publishRelease(let id, let tag): try await publish(id, tag)
    }
  }

  /// The lease keeps others' work; that `to` follows `from` is looked at here, because a lease alone
  /// would let main be rewound.
  private func fastForward(from: Revision, to: Revision) async throws(ForgeError) {
    let what = "fast-forwarding main"
    let follows = try await filledMirror().isAncestor(from, of: to)
    guard follows else {
      throw ForgeError(
        kind: .refused, doing: what,
        found: "\(to.abbreviated) does not follow \(from.abbreviated)",
        hint: "main is never rewound; roll again")
    }
    try await move("refs/heads/main", from: from, to: to, doing: what)
  }

  private func move(
    _ ref: String, from: Revision?, to: Revision?, doing what: String
  ) async throws(ForgeError) {
    let change = try change(ref, from: from.map { ObjectID($0) }, to: to.map { ObjectID($0) })
    guard try await push(change, doing: what) else { throw moved(ref, what) }
  }

  private func create(_ draft: RollPlanning.TagDraft) async throws(ForgeError) {
    let tag = try await filledMirror().write(draft)
    let what = "tagging \(draft.tag)"
    guard try await push(change(draft.tag.ref, from: nil, to: tag), doing: what) else {
      throw moved(draft.tag.ref, what)
    }
  }
}

private func moved(_ ref: String, _ what: String) -> ForgeError {
  ForgeError(
    kind: .moved, doing: what, found: "\(ref) is not where it was", hint: "the facts are read again"
  )
}
