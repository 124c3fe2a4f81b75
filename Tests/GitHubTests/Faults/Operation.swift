import Errors
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
  case readCheckRuns, readRules, readSummary, readProtection, readCloser
  case openPullRequest, editPullRequest, closePullRequest, setStatus, createDraft, publish, upload
  case merge, enqueue, enableAutoMerge
  case deleteDraft, deleteAsset

  /// A glimpse is a read that a night can do without: what the forge refuses to tell is not known.
  enum Kind: Sendable { case read, glimpse, write, delete }

  var kind: Kind {
    switch self {
    case .listPullRequests, .readStatuses, .listReleases: .read
    case .readCheckRuns, .readRules, .readSummary, .readProtection, .readCloser: .glimpse
    case .openPullRequest, .editPullRequest, .closePullRequest, .setStatus, .createDraft, .publish,
      .upload, .merge, .enqueue, .enableAutoMerge:
      .write
    case .deleteDraft, .deleteAsset: .delete
    }
  }

  /// Whether nothing of the answer is needed: what was done is seen by the next look at the facts.
  var ignoresAnswer: Bool {
    switch self {
    case .openPullRequest, .merge, .enqueue, .enableAutoMerge: true
    default: kind == .delete
    }
  }

  /// The request that matters; those before it only look.
  func isStruck(by request: WireServer.Received) -> Bool {
    switch self {
    case .listPullRequests, .listReleases: request.method == "GET"
    case .readStatuses: request.path.hasSuffix("/statuses")
    case .readCheckRuns: request.path.hasSuffix("/check-runs")
    case .readRules: request.path.contains("/rules/branches/")
    case .readSummary: request.path.hasSuffix("/o/r/branches/main")
    case .readProtection: request.path.hasSuffix("/protection")
    case .readCloser: request.path.contains("/issues/")
    case .openPullRequest, .setStatus, .createDraft, .upload, .enableAutoMerge:
      request.method == "POST"
    case .editPullRequest, .closePullRequest, .publish: request.method == "PATCH"
    case .merge, .enqueue: request.method == "PUT"
    case .deleteDraft, .deleteAsset: request.method == "DELETE"
    }
  }

  func run(on forge: GitHubForge) async throws(Failure) {
    let commit = Revision(Shapes.commit)!
    switch self {
    case .listPullRequests, .readCloser:
      _ = try await forge.pullRequests(from: Samples.branch, to: Samples.main)
    case .readStatuses, .readCheckRuns: _ = try await forge.checks(on: commit)
    case .listReleases: _ = try await forge.releases()
    case .readRules, .readSummary, .readProtection: _ = try await forge.rules(of: Samples.main)
    default: try await forge.perform(step)
    }
  }

  private var step: ForgeStep {
    switch self {
    case .editPullRequest: .editPullRequest(number: 7, over: nil, Samples.pullRequest)
    case .closePullRequest: .closePullRequest(number: 7, over: nil, body: "closed, because")
    case .setStatus:
      .setStatus(
        StatusFacts(
          revision: Samples.pullRequest.head, context: "roller/linux-x86_64", state: .success,
          description: "fine"))
    case .createDraft: .createDraftRelease(Samples.release)
    case .publish: .publishRelease(id: 5, tag: Samples.release.tag)
    case .upload: .uploadAsset(release: 5, Samples.asset)
    case .deleteDraft: .deleteDraftRelease(id: 5, because: "a double")
    case .deleteAsset: .deleteAsset(release: 5, asset: 31, because: "not ours")
    case .merge, .enableAutoMerge: .mergePullRequest(Samples.merge())
    case .enqueue: .mergePullRequest(Samples.merge(isQueued: true))
    default: .openPullRequest(Samples.pullRequest)
    }
  }
}

extension Operation {
  /// What a sound forge answers to `request`.
  func soundAnswer(
    to request: WireServer.Received, at origin: HTTPOrigin
  ) -> WireServer.Answer {
    request.method == "GET" ? shown(at: request.path, origin) : written(request, origin)
  }

  private func shown(at path: String, _ origin: HTTPOrigin) -> WireServer.Answer {
    let places: [(String, String)] = [
      ("/statuses", "[\(Shapes.status())]"),
      ("/check-runs", Shapes.checkRuns([Shapes.checkRun()])),
      ("/rules/branches/main", "[\(Shapes.requiredChecks())]"),
      ("/o/r/branches/main", Shapes.branch()), ("/protection", Shapes.protection()),
      ("/issues/7", "{\"number\": 7, \"closed_by\": {\"login\": \"ada\"}}"),
      ("/o/r", Shapes.repository()), ("/pulls/7", Shapes.pullRequest()),
      ("/pulls", "[\(self == .readCloser ? Shapes.closed() : Shapes.pullRequest())]"),
      ("/releases", "[\(draft(origin))]"),
    ]
    return .reply(200, places.first { path.hasSuffix($0.0) }?.1 ?? draft(origin))
  }

  private func written(
    _ request: WireServer.Received, _ origin: HTTPOrigin
  ) -> WireServer.Answer {
    switch self {
    case .openPullRequest, .editPullRequest: .reply(201, Shapes.pullRequest())
    case .closePullRequest: .reply(200, Shapes.closed(body: "closed, because"))
    case .setStatus: .reply(201, Shapes.status())
    case .upload: .reply(201, Shapes.asset())
    case .publish: .reply(200, Shapes.release(at: origin, isDraft: false))
    case .deleteDraft, .deleteAsset: .reply(204)
    case .merge: .reply(200, "{\"sha\": \"\(Shapes.commit)\", \"merged\": true}")
    case .enqueue: .reply(202, "{\"status\": \"pending\", \"details\": {\"uuid\": \"1\"}}")
    case .enableAutoMerge:
      request.method == "PUT"
        ? .reply(405, Shapes.message("Required status check \\\"ci\\\" is expected."))
        : .reply(200, "{\"data\": {\"enablePullRequestAutoMerge\": {}}}")
    default: .reply(201, draft(origin))
    }
  }

  private func draft(_ origin: HTTPOrigin) -> String {
    Shapes.release(at: origin, assets: self == .deleteAsset ? [Shapes.asset()] : [])
  }
}

/// Things to do to a forge.
enum Samples {
  static let schedule = ScheduleName("nightly")!
  static let branch = SlotBranch("roll/nightly")!
  static let main = BranchName("main")!
  static let pullRequest = PullRequestDraft(
    branch: branch, base: main, head: Revision(Shapes.commit)!, title: "title", body: "body")
  static let release = ReleaseDraft(
    tag: ReleaseTag("v0.1.0.dev20261122001")!, commit: Revision(Shapes.commit)!, title: "n",
    body: "notes")
  static let asset = AssetDraft(name: "a.whl", text: "the wheel")

  static func merge(isQueued: Bool = false) -> MergeRequest {
    MergeRequest(
      number: 7, head: Revision(Shapes.commit)!, title: "Roll iree (nightly)",
      message: "- iree: a -> b\n", isQueued: isQueued)
  }
}
