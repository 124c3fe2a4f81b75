import Errors
import Git
import HTTP
import ReleaseModel
import RollPlanning
import Rolling
import Synchronization

/// Our own repository on a server, by git's smart protocol alone: commits, tags, evidence, culprits.
///
/// It knows nothing of GitHub or any other forge. All that it keeps is a mirror, which may be deleted
/// at any time.
package final class ReleaseRepository: Rolling.Repository {
  let remote: Remote
  let mirror: Mirror
  let redactor: Redactor
  /// What HEAD named when it was asked for last.
  let knownDefault = Mutex<BranchName?>(nil)
  let knownProposals = ProposalMemory()

  /// The repository that git clones from `url`, copied into `folder`; packs may take thirty times as
  /// long as a request within `limits`.
  package init(
    at url: HTTPURL, token: Secret?, http: HTTPClient, mirror folder: String,
    limits: HTTPLimits = HTTPLimits()
  ) {
    remote = Remote(
      url, http: http, authorization: token.map(HTTPAuthorization.gitToken),
      limits: TransferLimits(deadline: limits.deadline * 30, idle: limits.idle * 2))
    mirror = Mirror(repository: Git.Repository(at: folder))
    redactor = Redactor([token].compactMap(\.self))
  }

  package func write(_ draft: RollPlanning.CommitDraft) async throws(Failure) -> Revision {
    try await healing { () async throws(Failure) in
      try await filledMirror().write(draft)
    }
  }

  package func perform(_ step: RepositoryStep) async throws(Failure) {
    try await healing { () async throws(Failure) in try await take(step) }
  }
}

extension ReleaseRepository {
  /// The mirror, brought anew when somebody deleted it.
  func filledMirror() async throws(Failure) -> Mirror {
    if !mirror.isThere { _ = try await mirror.follow(remote, .all) }
    return mirror
  }
}
