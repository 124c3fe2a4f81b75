extension Remote {
  /// Lets our reference `ours` stand where the remote's branch `theirs` stands, history only.
  ///
  /// Ours moves by compare-and-swap after its objects have arrived. A remote that would not give trees
  /// and files by their names later is asked for everything at once.
  package func track(
    _ theirs: ReferenceName, as ours: ReferenceName, in repository: Repository
  ) async throws(GitError) -> TrackReport {
    let exchange = exchange("fetch \(theirs)")
    let advertised = try await advertisement(of: .uploadPack, exchange)
    let listed = try await references(withPrefixes: [theirs.text], advertised, exchange)
    guard let tip = listed.first(where: { $0.name == theirs })?.id else {
      throw exchange.error(
        .notFound, "there is no \(theirs)", hint: "check whether the branch was renamed or deleted")
    }
    let request = FetchRequest(wants: [tip], filter: advertised.historyFilter)
    let report = try await fetch(request, advertised, into: repository, exchange)
    try await repository.run { git throws(GitError) in try git.move([(ours, tip)], exchange) }
    return TrackReport(head: tip, manners: advertised.manners, fetch: report)
  }

  /// Lets our references below `prefixes` be those of the remote: what it forced, re-created or deleted
  /// is forced, re-created and deleted here, tags included.
  ///
  /// For a copy of a repository that is ours there and here: no other person's release can change under its
  /// name, and a copy that insists on what it saw first only stands in the way of a mended mistake.
  /// `isWanted` leaves out what a prefix matches beyond what was meant. The report has the remote's HEAD
  /// too when a prefix names it; ours is left alone.
  package func adopt(
    prefixes: [String], in repository: Repository,
    where isWanted: @escaping @Sendable (ReferenceName) -> Bool = { _ in true }
  ) async throws(GitError) -> AdoptionReport {
    let exchange = exchange("fetch \(prefixes.joined(separator: ", "))")
    let advertised = try await advertisement(of: .uploadPack, exchange)
    let listed = try await references(withPrefixes: prefixes, advertised, exchange)
      .filter { $0.name == .head || isWanted($0.name) }
    let theirs = listed.filter { $0.name != .head }
    let request = FetchRequest(wants: theirs.map(\.id))
    let report = try await fetch(request, advertised, into: repository, exchange)
    try await repository.run { git throws(GitError) in
      try git.prune(Set(theirs.map(\.name)), below: prefixes)
      try git.move(theirs.map { ($0.name, $0.id) }, exchange)
    }
    return AdoptionReport(references: listed, fetch: report)
  }

  /// How the remote speaks, which one request tells.
  package func manners() async throws(GitError) -> RemoteManners {
    try await advertisement(of: .uploadPack, exchange("check which git protocol it supports"))
      .manners
  }
}

/// How a remote speaks.
package struct RemoteManners: Sendable, Hashable {
  /// Of git's protocol: 2, or 0 with a remote that knows no better.
  package let protocolVersion: Int
  /// What the remote leaves out of what it sends; nil when it can only send everything.
  package let filter: ObjectFilter?
}

/// What following one branch of a remote did.
package struct TrackReport: Sendable, Hashable {
  /// Where the branch stands.
  package let head: ObjectID
  package let manners: RemoteManners
  package let fetch: FetchReport
}

/// What becoming like a remote did.
package struct AdoptionReport: Sendable, Hashable {
  /// The remote's references, as they are now.
  package let references: [RemoteReference]
  package let fetch: FetchReport
}

extension Advertisement {
  var manners: RemoteManners { RemoteManners(protocolVersion: version, filter: historyFilter) }

  /// The filter that leaves history alone.
  fileprivate var historyFilter: ObjectFilter? { offersFilter ? .trees(depth: 0) : nil }
}

extension OpenRepository {
  /// Lets our references point to `tips`, by compare-and-swap.
  fileprivate func move(
    _ tips: [(name: ReferenceName, id: ObjectID)], _ exchange: Exchange
  ) throws(GitError) {
    // Another process may follow the same remote; then its result is looked at again.
    for _ in 0..<5 {
      var changes: [ReferenceChange] = []
      for (name, id) in tips {
        let old = try reference(name)?.id
        if old != id { changes.append(.set(name, to: id, expecting: old)) }
      }
      if try update(changes) == .updated { return }
    }
    throw exchange.error(.locked, "our references keep moving", hint: "try again later")
  }

  /// Deletes our references below `prefixes` that the remote has not; first, because what it has may be
  /// named like a folder of what it deleted.
  fileprivate func prune(
    _ theirs: Set<ReferenceName>, below prefixes: [String]
  ) throws(GitError) {
    for prefix in prefixes where prefix != ReferenceName.head.text {
      for ours in try references(withPrefix: prefix) where !theirs.contains(ours.name) {
        // Moved meanwhile by another process: its own look decides.
        _ = try update(.delete(ours.name, at: ours.id))
      }
    }
  }
}
