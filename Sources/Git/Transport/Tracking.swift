extension Remote {
  /// Lets our reference `ours` stand where the remote's branch `theirs` stands, history only.
  ///
  /// Ours moves by compare-and-swap after its objects have arrived; the report says when upstream
  /// forced its branch. A remote that would not give trees and files by their names later is asked for
  /// everything at once.
  package func track(
    _ theirs: ReferenceName, as ours: ReferenceName, in repository: Repository,
    progress: (@Sendable (FetchProgress) -> Void)? = nil
  ) async throws(GitError) -> TrackReport {
    let exchange = exchange("fetch \(theirs)")
    let advertised = try await advertisement(of: .uploadPack, exchange)
    let listed = try await references(withPrefixes: [theirs.text], advertised, exchange)
    guard let reference = listed.first(where: { $0.name == theirs }) else {
      throw exchange.error(
        .notFound, "there is no \(theirs)", hint: "check whether the branch was renamed or deleted")
    }
    let tip = reference.id
    let request = FetchRequest(wants: [tip], filter: advertised.historyFilter)
    var report = FetchReport()
    if try await repository.run({ git throws(GitError) in try !git.contains(tip) }) {
      report = try await fetch(
        [tip], for: request, advertised, into: repository, exchange, progress: progress)
    }
    let move = try await repository.run { git throws(GitError) in
      try moveOurs(ours, to: tip, git, exchange)
    }
    return TrackReport(
      head: tip, move: move,
      manners: RemoteManners(
        protocolVersion: advertised.version, filter: advertised.historyFilter),
      fetch: report)
  }
}

extension Remote {
  /// How the remote speaks, which one request tells.
  package func manners() async throws(GitError) -> RemoteManners {
    let advertised = try await advertisement(
      of: .uploadPack, exchange("check which git protocol it supports"))
    return RemoteManners(
      protocolVersion: advertised.version, filter: advertised.historyFilter)
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
  /// How ours moved; nil when it stood there already.
  package let move: ReferenceMove?
  package let manners: RemoteManners
  package let fetch: FetchReport
}

extension Advertisement {
  /// The filter that leaves history alone, where what it leaves out can be asked for by name.
  ///
  /// Version 2 gives any object; version 0 only when it says so:
  /// <https://git-scm.com/docs/protocol-capabilities#_allow_tip_sha1_in_want>
  var historyFilter: ObjectFilter? {
    let givesAnything = version == 2 || offers("allow-any-sha1-in-want")
    return offersFilter && givesAnything ? .trees(depth: 0) : nil
  }
}

private func moveOurs(
  _ name: ReferenceName, to tip: ObjectID, _ git: borrowing OpenRepository, _ exchange: Exchange
) throws(GitError) -> ReferenceMove? {
  // Another process may track the same branch; then its result is looked at again.
  for _ in 0..<5 {
    let old = try git.reference(name)?.id
    guard old != tip else { return nil }
    let move = ReferenceMove(
      name: name, old: old, new: tip, kind: try moveKind(from: old, to: tip, git))
    switch try git.update(.set(name, to: tip, expecting: old)) {
    case .updated: return move
    case .stale: continue
    }
  }
  throw exchange.error(.locked, "\(name) keeps moving", hint: "try again later")
}
