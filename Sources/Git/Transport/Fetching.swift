internal import BlockingPool
internal import HTTP

extension Remote {
  /// Brings the objects of `request` into `repository`; references are left alone.
  ///
  /// The pack appears complete or not at all. No checkout, no submodules, no hooks.
  package func fetch(
    _ request: FetchRequest, into repository: Repository
  ) async throws(GitError) -> FetchReport {
    try await fetch(request, nil, into: repository, exchange("fetch"))
  }

  /// The same, where the remote has said already what it can do.
  func fetch(
    _ request: FetchRequest, _ advertised: Advertisement?, into repository: Repository,
    _ exchange: Exchange
  ) async throws(GitError) -> FetchReport {
    var request = request
    request.wants = try await wants(of: request, in: repository)
    guard !request.wants.isEmpty else { return FetchReport() }
    let remote: Advertisement
    if let advertised {
      remote = advertised
    } else {
      remote = try await advertisement(of: .uploadPack, exchange)
    }
    if !remote.offersFilter { request.filter = nil }
    let limits = limits
    let (receiver, body) = try await repository.run { [request] git throws(GitError) in
      let indexer = try PackIndexer(into: try git.location.open(), limits: limits, exchange)
      let haves = request.isIncremental ? try git.haves() : []
      return (
        FetchReceiver(indexer, version: remote.version, exchange),
        request.body(haves: haves, to: remote)
      )
    }
    try await transfer(body, remote, to: receiver, exchange)
    return try await repository.run { [request] git throws(GitError) in
      let report = try receiver.finish(filter: request.filter)
      try git.requireArrival(of: request, exchange)
      if let filter = request.filter { try git.markPartial(filter, from: url.redacted) }
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
}

extension OpenRepository {
  /// A remote that leaves out what was asked for has not answered, whatever its pack's checksum says.
  fileprivate func requireArrival(
    of request: FetchRequest, _ exchange: Exchange
  ) throws(GitError) {
    for id in request.wants {
      guard let header = try header(of: id) else {
        throw exchange.malformed("a pack without \(id), which was asked for")
      }
      guard header.kind == .commit, request.filter == nil else { continue }
      guard try contains(commit(id).tree) else {
        throw exchange.malformed(
          "a pack without the tree of \(id), though no filter was requested")
      }
    }
  }

  /// Marks the repository as a partial clone of `url`, so that git, too, knows that missing objects
  /// are not lost: <https://git-scm.com/docs/partial-clone>.
  fileprivate func markPartial(_ filter: ObjectFilter, from url: String) throws(GitError) {
    if try localSetting("remote.origin.promisor") == "true" { return }
    let settings = [
      ("remote.origin.url", url), ("remote.origin.partialclonefilter", filter.description),
      ("core.repositoryformatversion", "1"), ("extensions.partialclone", "origin"),
      ("remote.origin.promisor", "true"),
    ]
    for (name, value) in settings { try setLocal(name, to: value) }
  }
}

/// What a fetch brought.
package struct FetchReport: Sendable, Hashable {
  /// The filter that the remote applied; nil when it sent everything.
  package var filter: ObjectFilter?
  package var objects = 0
  /// Of the pack, in bytes.
  package var size = 0
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
