import Errors
import HTTP
import ReleaseModel
import ReleaseRepository
import RollPlanning
import Rolling

/// The forge port over GitHub's REST API; what git alone can do is its repository's.
///
/// One client for github.com, Enterprise servers and the local forge. All that it keeps is the
/// repository's mirror, which may be deleted at any time.
package struct GitHubForge: Rolling.Forge {
  let address: ForgeAddress
  let rest: RESTClient
  package let releaseRepository: ReleaseRepository
  let memory = ForgeMemory()
  private let redactor: Redactor

  /// A forge whose requests keep `limits`; files and packs may take thirty times as long.
  package init(
    address: ForgeAddress, token: Secret?, http: HTTPClient, mirror folder: String,
    clock: NightClock, limits: HTTPLimits = HTTPLimits()
  ) {
    self.address = address
    rest = RESTClient(
      api: address.api, token: token, http: http, cache: .inMemory(), clock: clock,
      limits: limits,
      pacer: WritePacer(interval: address.api.origin.isLoopback ? .zero : .seconds(1)))
    releaseRepository = ReleaseRepository(
      at: address.git, token: token, http: http, mirror: folder, limits: limits)
    redactor = Redactor([token].compactMap(\.self))
  }

  /// The repository and its forge as one.
  package var host: Host { Host(repository: releaseRepository, forge: self) }
}

extension GitHubForge {
  package func rules(of branch: BranchName) async throws(Failure) -> BranchRules {
    try await redacting { () async throws(Failure) in try await demands(of: branch).rules }
  }

  package func pullRequests(
    from branch: SlotBranch, to main: BranchName
  ) async throws(Failure) -> [PullRequestFacts] {
    try await redacting { () async throws(Failure) in
      try await readPullRequests(from: branch, to: main)
    }
  }

  package func checks(on commit: Revision) async throws(Failure) -> CheckFacts {
    try await redacting { () async throws(Failure) in
      CheckFacts(
        statuses: try await statuses(of: commit), runs: try await checkRuns(of: commit))
    }
  }

  package func releases() async throws(Failure) -> [ReleaseFacts] {
    try await redacting { () async throws(Failure) in try await readReleases() }
  }

  package func perform(_ step: ForgeStep) async throws(Failure) {
    try await redacting { () async throws(Failure) in try await take(step) }
  }
}

extension GitHubForge {
  /// The path of the repository in the API.
  var repository: [String] { ["repos", address.owner, address.name] }

  /// The one way out for errors: a forge may echo what we sent, the token included.
  private func redacting<Value>(
    _ body: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await redactor.redacting(body)
  }

  /// What `read` answers; nil where the forge does not let us read it, or has no such thing.
  ///
  /// Trouble that passes is thrown: what another hour would tell is not unknown.
  func ifReadable<Value>(
    _ read: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value? {
    do throws(Failure) { return try await read() } catch {
      if error.mayPass { throw error }
      return nil
    }
  }
}
