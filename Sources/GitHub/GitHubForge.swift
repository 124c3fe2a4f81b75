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
    remote = Remote(
      address.git, http: http, authorization: token.map(HTTPAuthorization.gitToken),
      limits: TransferLimits(deadline: limits.deadline * 30, idle: limits.idle * 2))
    mirror = Mirror(repository: Repository(at: folder))
    redactor = Redactor([token].compactMap(\.self))
  }

  package func facts(for schedule: ScheduleName) async throws(ForgeError) -> ForgeFacts {
    try await redacting { () async throws(ForgeError) in try await readFacts(for: schedule) }
  }

  package func files(
    at commit: Revision, under paths: [String]
  ) async throws(ForgeError) -> [RepositoryFile] {
    try await redacting { () async throws(ForgeError) in
      try await filledMirror().files(at: commit, under: paths)
    }
  }

  package func pinHistory(
    of commit: Revision, limit: Int
  ) async throws(ForgeError) -> [PinRecord] {
    try await redacting { () async throws(ForgeError) in
      try await filledMirror().pinHistory(of: commit, limit: limit)
    }
  }

  package func evidence() async throws(ForgeError) -> [Evidence] {
    try await redacting { () async throws(ForgeError) in try await readEvidence() }
  }

  package func record(_ evidence: [Evidence]) async throws(ForgeError) {
    try await redacting { () async throws(ForgeError) in try await add(evidence) }
  }

  package func culprits(
    of schedule: ScheduleName
  ) async throws(ForgeError) -> [RememberedCulprit] {
    try await redacting { () async throws(ForgeError) in try await readCulprits(of: schedule) }
  }

  package func remember(
    _ culprits: [RememberedCulprit], of schedule: ScheduleName, date: Timestamp
  ) async throws(ForgeError) {
    try await redacting { () async throws(ForgeError) in
      try await keep(culprits, of: schedule, date: date)
    }
  }

  package func write(_ draft: RollPlanning.CommitDraft) async throws(ForgeError) -> Revision {
    try await redacting { () async throws(ForgeError) in
      try await filledMirror().write(draft)
    }
  }

  package func perform(_ step: LandingStep) async throws(ForgeError) {
    try await redacting { () async throws(ForgeError) in try await take(step) }
  }
}

extension GitHubForge {
  var repository: [String] { ["repos", address.owner, address.name] }

  /// The mirror, brought anew when somebody deleted it.
  func filledMirror() async throws(ForgeError) -> Mirror {
    if !mirror.isThere { _ = try await mirror.follow(remote) }
    return mirror
  }

  /// The one way out for errors: a forge may echo what we sent, the token included.
  func redacting<Value>(
    _ body: () async throws(ForgeError) -> Value
  ) async throws(ForgeError) -> Value {
    do throws(ForgeError) { return try await body() } catch {
      throw ForgeError(
        kind: error.kind, doing: redactor.redacted(error.doing),
        found: redactor.redacted(error.found), hint: redactor.redacted(error.hint))
    }
  }
}
