internal import BlockingPool
internal import HTTP

extension Remote {
  /// Brings the objects of `request` into `repository`; references are left alone.
  ///
  /// The pack appears complete or not at all. No checkout, no submodules, no hooks.
  package func fetch(
    _ request: FetchRequest, into repository: Repository,
    progress: (@Sendable (FetchProgress) -> Void)? = nil
  ) async throws(GitError) -> FetchReport {
    let exchange = exchange("fetch")
    let missing = try await wants(of: request, in: repository)
    guard !missing.isEmpty else { return FetchReport() }
    let advertised = try await advertisement(of: .uploadPack, exchange)
    return try await fetch(
      missing, for: request, advertised, into: repository, exchange, progress: progress)
  }

  func fetch(
    _ wants: [ObjectID], for request: FetchRequest, _ advertised: Advertisement,
    into repository: Repository, _ exchange: Exchange,
    progress: (@Sendable (FetchProgress) -> Void)?
  ) async throws(GitError) -> FetchReport {
    let conversation = try await conversation(wants, for: request, advertised, in: repository)
    let limits = limits
    let receiver = try await repository.run { git throws(GitError) in
      let indexer = try PackIndexer(
        into: try git.location.open(), limits: limits, exchange)
      return FetchReceiver(
        indexer, version: advertised.version, shallow: conversation.shallow, exchange,
        progress: progress)
    }
    try await transfer(conversation.request(to: advertised), advertised, to: receiver, exchange)
    return try await BlockingPool.shared.run { () throws(GitError) -> FetchReport in
      var report = try receiver.finish(filter: conversation.filter)
      report.protocolVersion = advertised.version
      try repository.open().requireArrival(of: wants, conversation.filter, exchange)
      if let filter = conversation.filter {
        try repository.open().markPartial(filter, from: url.redacted)
      }
      return report
    }
  }

  private func transfer(
    _ body: [UInt8], _ advertised: Advertisement, to receiver: FetchReceiver, _ exchange: Exchange
  ) async throws(GitError) {
    var request = try post(.uploadPack, body, isRepeatable: true, exchange)
    if advertised.version == 2 { request.headers["Git-Protocol"] = "version=2" }
    // Progress and packet heads come on top of the pack.
    request.limits.size = limits.pack + limits.pack / 8 + (16 << 20)
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await http.stream(request) { try receiver.receive($0) }
    } catch {
      throw exchange.failed(error)
    }
    if let objection = exchange.objection(to: response) { throw objection }
  }

  private func wants(
    of request: FetchRequest, in repository: Repository
  ) async throws(GitError) -> [ObjectID] {
    var seen: Set<ObjectID> = []
    let wants = request.wants.filter { seen.insert($0).inserted }
    guard request.isIncremental else { return wants }
    return try await repository.run { git throws(GitError) in
      var missing: [ObjectID] = []
      for id in wants where try !git.contains(id) { missing.append(id) }
      return missing
    }
  }

  private func conversation(
    _ wants: [ObjectID], for request: FetchRequest, _ advertised: Advertisement,
    in repository: Repository
  ) async throws(GitError) -> FetchConversation {
    try await repository.run { git throws(GitError) in
      FetchConversation(
        wants: wants, haves: request.isIncremental ? try git.haves() : [],
        shallow: try git.shallowBoundary(),
        filter: advertised.offersFilter ? request.filter : nil, depth: request.depth)
    }
  }
}

extension OpenRepository {
  /// A remote that leaves out what was asked for has not answered, whatever its pack's checksum says.
  fileprivate func requireArrival(
    of wants: [ObjectID], _ filter: ObjectFilter?, _ exchange: Exchange
  ) throws(GitError) {
    for id in wants {
      guard let header = try header(of: id) else {
        throw exchange.malformed("a pack without \(id), which was asked for")
      }
      guard header.kind == .commit, filter == nil else { continue }
      let tree = try commit(id).tree
      guard try contains(tree) else {
        throw exchange.malformed(
          "a pack without the tree of \(id), though no filter was requested")
      }
    }
  }
}

/// What a fetch brought, and how.
package struct FetchReport: Sendable, Hashable {
  /// Of git's protocol: 2, or 0 with a remote that knows no better. Nil when nothing was asked.
  package var protocolVersion: Int?
  /// The filter that the remote applied; nil when it sent everything.
  package var filter: ObjectFilter?
  package var objects = 0
  /// Of the pack, in bytes.
  package var size = 0

  /// The report of a fetch that had nothing to ask for.
  package init() {}

  init(filter: ObjectFilter?, objects: Int, size: Int) {
    self.filter = filter
    self.objects = objects
    self.size = size
  }
}

/// How far a fetch has come.
package struct FetchProgress: Sendable, Hashable {
  package let receivedObjects: Int
  package let totalObjects: Int
  /// Of the pack, in bytes.
  package let receivedSize: Int
  /// The remote's last words, such as "Compressing objects: 50% (1/2)", safe to print.
  package let message: String
}

/// How long a conversation with a remote may take, and how much it may bring.
package struct TransferLimits: Sendable, Hashable {
  /// For one request and its answer.
  package var deadline: Duration
  /// Without a byte in either direction.
  package var idle: Duration
  /// Of a received pack, in bytes.
  package var pack: Int
  /// In a received pack.
  package var objects: Int
  /// Of a list of references, in bytes; a reference takes about 70.
  package var listing: Int
  /// Of a sent pack, in bytes.
  package var sent: Int

  package init(
    deadline: Duration = .seconds(1800), idle: Duration = .seconds(60), pack: Int = 4 << 30,
    objects: Int = 16 << 20
  ) {
    self.deadline = deadline
    self.idle = idle
    self.pack = pack
    self.objects = objects
    listing = 64 << 20
    sent = 1 << 30
  }
}
