import HTTP
import ReleaseModel
import ReleaseRepository
import RollPlanning
import Rolling

/// The forge port over GitHub's REST API; what git alone can do is its repository's.
///
/// One client for github.com, Enterprise servers and the local forge. All that it keeps is the
/// repository's mirror, which may be deleted at any time.
package struct GitHubForge: Forge {
  let address: ForgeAddress
  let rest: RESTClient
  package let releaseRepository: ReleaseRepository
  private let redactor: Redactor
  private let main: BranchName?

  /// A forge whose requests keep `limits`; files and packs may take thirty times as long. Rolls lead to
  /// `main`, or to the repository's default branch when nobody names one.
  package init(
    address: ForgeAddress, token: Secret?, http: HTTPClient, mirror folder: String,
    clock: NightClock, limits: HTTPLimits = HTTPLimits(), main: BranchName? = nil
  ) {
    self.address = address
    rest = RESTClient(
      api: address.api, token: token, http: http, cache: .inMemory(), clock: clock,
      limits: limits,
      pacer: WritePacer(interval: address.api.origin.isLoopback ? .zero : .seconds(1)))
    releaseRepository = ReleaseRepository(
      at: address.git, token: token, http: http, mirror: folder, limits: limits)
    redactor = Redactor([token].compactMap(\.self))
    self.main = main
  }

  package func facts(for schedule: ScheduleName) async throws(ForgeError) -> ForgeFacts {
    try await redacting { () async throws(ForgeError) in try await readFacts(for: schedule) }
  }

  package func perform(_ step: LandingStep) async throws(ForgeError) {
    try await redacting { () async throws(ForgeError) in try await take(step) }
  }
}

extension GitHubForge {
  /// The path of the repository in the API.
  var repository: [String] { ["repos", address.owner, address.name] }

  /// The branch that rolls lead to.
  func rolledBranch() async throws(ForgeError) -> BranchName {
    if let main { return main }
    return try await releaseRepository.defaultBranch()
  }

  /// The one way out for errors: a forge may echo what we sent, the token included.
  func redacting<Value>(
    _ body: () async throws(ForgeError) -> Value
  ) async throws(ForgeError) -> Value {
    try await redactor.redacting(body)
  }
}

extension GitHubForge {
  package func files(
    at commit: Revision, under paths: [String]
  ) async throws(ForgeError) -> [RepositoryFile] {
    try await releaseRepository.files(at: commit, under: paths)
  }

  package func pinHistory(
    of commit: Revision, limit: Int
  ) async throws(ForgeError) -> [PinRecord] {
    try await releaseRepository.pinHistory(of: commit, limit: limit)
  }

  package func evidence() async throws(ForgeError) -> [Evidence] {
    try await releaseRepository.evidence().records
  }

  package func record(_ evidence: [Evidence]) async throws(ForgeError) {
    try await releaseRepository.record(evidence)
  }

  package func culprits(
    of schedule: ScheduleName
  ) async throws(ForgeError) -> [RememberedCulprit] {
    try await releaseRepository.culprits(of: schedule)
  }

  package func remember(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) async throws(ForgeError) {
    try await releaseRepository.remember(culprits, of: schedule, date: date)
  }

  package func write(_ draft: CommitDraft) async throws(ForgeError) -> Revision {
    try await releaseRepository.write(draft)
  }
}
