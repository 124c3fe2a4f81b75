import Git
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  package func perform(_ step: LandingStep) async throws(ForgeError) {
    switch step {
    case .pushBranch(let branch, let from, let to):
      try await move(branch.ref, from: from, to: to, doing: "pushing \(branch)")
    case .fastForwardMain(let from, let to):
      try await move("refs/heads/main", from: from, to: to, doing: "fast-forwarding main")
    case .deleteBranch(let branch, let at):
      try await move(branch.ref, from: at, to: nil, doing: "deleting \(branch)")
    case .createTag(let draft): try await create(draft)
    case .openPullRequest(let draft): try await open(draft)
    case .editPullRequest(let number, let draft): try await edit(number, draft)
    case .setStatus(let status): try await set(status)
    case .createDraftRelease(let draft): try await create(draft)
    case .deleteDraftRelease(let id, _): try await deleteDraft(id)
    case .uploadAsset(let release, let asset): try await upload(asset, to: release)
    case .deleteAsset(_, let asset, _): try await deleteAsset(asset)
    case .publishRelease(let id, let tag): try await publish(id, tag)
    }
  }

  /// Pushes with a lease; false when a ref was not where it was expected.
  func push(_ changes: [ReferenceChange], doing what: String) async throws(ForgeError) -> Bool {
    let report = try await GitHub.doing(what) { () throws(GitError) in
      try await remote.push(changes, from: mirror.repository)
    }
    for result in report.results {
      switch result.outcome {
      case .accepted, .alreadyThere, .notTried: continue
      case .stale: return false
      case .rejected(let words):
        // receive-pack's words when another push won at the last moment:
        // https://github.com/git/git/blob/master/builtin/receive-pack.c
        if words.contains("failed to update ref") || words.contains("cannot lock ref") {
          return false
        }
        throw ForgeError(
          kind: .refused, doing: what, found: "\(words) \(report.messages)",
          hint: "a hook or a branch rule of the forge says no")
      }
    }
    return report.isDone
  }

  func change(_ ref: String, from: ObjectID?, to: ObjectID?) throws(ForgeError) -> ReferenceChange {
    do throws(GitError) {
      let name = try ReferenceName(ref)
      if let to { return .set(name, to: to, expecting: from) }
      return .delete(name, at: from ?? .zero)
    } catch {
      throw ForgeError(error, doing: "naming \(ref)")
    }
  }

  private func move(
    _ ref: String, from: Revision?, to: Revision?, doing what: String
  ) async throws(ForgeError) {
    let change = try change(
      ref, from: from.map { ObjectID($0) }, to: to.map { ObjectID($0) })
    guard try await push([change], doing: what) else { throw moved(ref, what) }
  }

  private func create(_ draft: RollPlanning.TagDraft) async throws(ForgeError) {
    let tag = try await mirror.write(draft)
    let what = "tagging \(draft.tag)"
    guard try await push([change(draft.tag.ref, from: nil, to: tag)], doing: what) else {
      throw moved(draft.tag.ref, what)
    }
  }
}

private func moved(_ ref: String, _ what: String) -> ForgeError {
  ForgeError(
    kind: .moved, doing: what, found: "\(ref) is not where it was", hint: "the facts are read again"
  )
}
