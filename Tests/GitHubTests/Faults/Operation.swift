import Foundation
import HTTP
import ReleaseModel
import RollPlanning
import Rolling
import TestKit

@testable import GitHub

/// What the roller asks of the REST API, and which of its requests a fault strikes.
enum Operation: String, CaseIterable, Sendable {
  case listPullRequests, readStatuses, listReleases
  case openPullRequest, editPullRequest, setStatus, createDraft, publish, upload
  case deleteDraft, deleteAsset

  enum Kind: Sendable { case read, write, delete }

  var kind: Kind {
    switch self {
    case .listPullRequests, .readStatuses, .listReleases: .read
    case .openPullRequest, .editPullRequest, .setStatus, .createDraft, .publish, .upload: .write
    case .deleteDraft, .deleteAsset: .delete
    }
  }

  /// The request that matters; those before it only look.
  func isStruck(by request: WireServer.Received) -> Bool {
    switch self {
    case .listPullRequests, .readStatuses, .listReleases: request.method == "GET"
    case .openPullRequest, .setStatus, .createDraft, .upload: request.method == "POST"
    case .editPullRequest, .publish: request.method == "PATCH"
    case .deleteDraft, .deleteAsset: request.method == "DELETE"
    }
  }

  func run(on forge: GitHubForge) async throws(ForgeError) {
    let commit = Revision(Shapes.commit)!
    switch self {
    case .listPullRequests:
      _ = try await forge.redacting { () async throws(ForgeError) in
        try await forge.pullRequests(from: Samples.branch, to: Samples.main)
      }
    case .readStatuses:
      _ = try await forge.redacting { () async throws(ForgeError) in
        try await forge.statuses(of: commit)
      }
    case .listReleases:
      _ = try await forge.redacting { () async throws(ForgeError) in
        try await forge.releases()
      }
    case .openPullRequest: try await forge.perform(.openPullRequest(Samples.pullRequest))
    case .editPullRequest:
      try await forge.perform(.editPullRequest(number: 7, Samples.pullRequest))
    case .setStatus:
      try await forge.perform(
        .setStatus(
          StatusFacts(
            revision: commit, context: "roller/linux-x86_64", state: .success,
            description: "fine")))
    case .createDraft: try await forge.perform(.createDraftRelease(Samples.release))
    case .publish: try await forge.perform(.publishRelease(id: 5, tag: Samples.release.tag))
    case .upload: try await forge.perform(.uploadAsset(release: 5, Samples.asset))
    case .deleteDraft: try await forge.perform(.deleteDraftRelease(id: 5, because: "a double"))
    case .deleteAsset:
      try await forge.perform(.deleteAsset(release: 5, asset: 31, because: "not ours"))
    }
  }

  /// What a sound forge answers to `request`.
  func soundAnswer(
    to request: WireServer.Received, at origin: HTTPOrigin
  ) -> WireServer.Answer {
    let draft = Shapes.release(
      at: origin, assets: self == .deleteAsset ? [Shapes.asset()] : [])
    return switch (request.method, self) {
    case ("GET", .listPullRequests): .reply(200, "[\(Shapes.pullRequest())]")
    case ("GET", .readStatuses): .reply(200, Shapes.statuses([Shapes.status()]))
    case ("GET", .listReleases): .reply(200, "[\(draft)]")
    case ("GET", _): .reply(200, draft)
    case ("DELETE", _): .reply(204)
    case (_, .openPullRequest), (_, .editPullRequest): .reply(201, Shapes.pullRequest())
    case (_, .setStatus): .reply(201, Shapes.status())
    case (_, .upload): .reply(201, Shapes.asset())
    case (_, .publish): .reply(200, Shapes.release(at: origin, isDraft: false))
    default: .reply(201, draft)
    }
  }
}

/// Things to do to a forge.
enum Samples {
  static let schedule = ScheduleName("nightly")!
  static let branch = SlotBranch("roll/nightly")!
  static let main = BranchName("main")!
  static let pullRequest = PullRequestDraft(
    branch: branch, head: Revision(Shapes.commit)!, title: "title", body: "body")
  static let release = ReleaseDraft(
    tag: ReleaseTag("v0.1.0.dev20261122001")!, commit: Revision(Shapes.commit)!, title: "n",
    body: "notes")
  static let asset = AssetDraft(name: "a.whl", text: "the wheel")
}
