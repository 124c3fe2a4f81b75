import ReleaseModel
import ReleaseRepository
import RollPlanning
import Rolling

extension GitHubForge {
  func take(_ step: LandingStep) async throws(ForgeError) {
    switch step {
    case .pushBranch(let branch, let from, let to):
      try await releaseRepository.perform(.pushBranch(branch, from: from, to: to))
    case .fastForwardMain(let from, let to):
      let main = try await rolledBranch()
      try await releaseRepository.perform(.fastForward(main, from: from, to: to))
    case .deleteBranch(let branch, let at):
      try await releaseRepository.perform(.deleteBranch(branch, at: at))
    case .createTag(let draft): try await releaseRepository.perform(.createTag(draft))
    case .openPullRequest(let draft):
      try await open(draft, onto: try await rolledBranch())
    case .editPullRequest(let number, let draft): try await edit(number, draft)
    case .setStatus(let status): try await set(status)
    case .createDraftRelease(let draft): try await create(draft)
    case .deleteDraftRelease(let id, _): try await deleteDraft(id)
    case .uploadAsset(let release, let asset): try await upload(asset, to: release)
    case .deleteAsset(let release, let asset, _): try await deleteAsset(asset, of: release)
    case .publishRelease(let id, let tag): try await publish(id, tag)
    }
  }
}
