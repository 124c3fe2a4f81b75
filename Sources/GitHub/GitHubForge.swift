import Git
import HTTP
import ReleaseModel
import RollPlanning
import Rolling

/// The forge port over GitHub's REST API and git's smart protocol.
///
/// One client for github.com, Enterprise servers and the local forge. All that it keeps is a mirror,
/// which may be deleted at any time.
package struct GitHubForge: Forge {
  let address: ForgeAddress
  let rest: RESTClient
  let remote: Remote
  let mirror: Mirror

  package init(
    address: ForgeAddress, token: Secret?, http: HTTPClient, mirror folder: String,
    clock: NightClock
  ) {
    self.address = address
    rest = RESTClient(
      api: address.api, token: token, http: http, cache: .inMemory(), clock: clock,
      // GitHub asks for a second between writes:
      // https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
      pause: address.api.origin.isLoopback ? .zero : .seconds(1))
    remote = Remote(
      address.git, http: http, authorization: token.map(HTTPAuthorization.gitToken))
    mirror = Mirror(repository: Repository(at: folder))
  }

  var repository: [String] { ["repos", address.owner, address.name] }

  package func write(_ draft: RollPlanning.CommitDraft) async throws(ForgeError) -> Revision {
    try await mirror.write(draft)
  }

  package func files(
    at commit: Revision, under paths: [String]
  ) async throws(ForgeError) -> [RepositoryFile] {
    try await mirror.files(at: commit, under: paths)
  }
}
