import Errors
import RollPlanning
import Rolling

extension GitHubForge {
  func take(_ step: ForgeStep) async throws(Failure) {
    switch step {
    case .openPullRequest(let draft): try await open(draft)
    case .editPullRequest(let number, let over, let draft):
      try await edit(number, over: over, draft)
    case .closePullRequest(let number, let over, let body):
      try await close(number, over: over, body)
    case .setStatus(let status): try await set(status)
    case .mergePullRequest(let request): try await merge(request)
    case .createDraftRelease(let draft): try await create(draft)
    case .deleteDraftRelease(let id, _): try await deleteDraft(id)
    case .uploadAsset(let release, let asset): try await upload(asset, to: release)
    case .deleteAsset(let release, let asset, _): try await deleteAsset(asset, of: release)
    case .publishRelease(let id, let tag): try await publish(id, tag)
    }
  }
}
