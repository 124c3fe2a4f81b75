internal import CGit2

extension Remote {
  /// Fetches the remote's references with `prefixes` and lets ours of the same names follow.
  ///
  /// Ours move by compare-and-swap after their objects have arrived. A tag that moved refuses the
  /// whole: a release that changes under its name must be looked at by a person.
  package func follow(
    prefixes: [String], filter: ObjectFilter? = nil, in repository: Repository,
    progress: (@Sendable (FetchProgress) -> Void)? = nil
  ) async throws(GitError) -> FollowReport {
    let exchange = exchange("fetch \(prefixes.joined(separator: ", "))")
    let advertised = try await advertisement(of: .uploadPack, exchange)
    let theirs = try await references(withPrefixes: prefixes, advertised, exchange)
      .filter { $0.name != .head }
    let request = FetchRequest(wants: theirs.map(\.id), filter: filter)
    let missing = try await repository.run { git throws(GitError) in
      try tagsMoved(theirs, git, exchange)
      var missing: Set<ObjectID> = []
      for id in request.wants where try !git.contains(id) { missing.insert(id) }
      return missing.sorted()
    }
    var report = FetchReport()
    if !missing.isEmpty {
      report = try await fetch(
        missing, for: request, advertised, into: repository, exchange, progress: progress)
    }
    let moves = try await repository.run { git throws(GitError) in
      try Git.follow(theirs, git, exchange)
    }
    return FollowReport(references: theirs, moves: moves, fetch: report)
  }
}

private func tagsMoved(
  _ theirs: [RemoteReference], _ git: borrowing OpenRepository, _ exchange: Exchange
) throws(GitError) {
  for reference in theirs where reference.name.tag != nil {
    guard let ours = try git.reference(reference.name), ours.id != reference.id else { continue }
    throw exchange.error(
      .refused, "the tag \(reference.name) moved from \(ours.id) to \(reference.id)",
      hint: "ask upstream why; to accept it, delete our copy of the tag in \(git.location)")
  }
}

/// Lets our references stand where `theirs` stand, by compare-and-swap.
func follow(
  _ theirs: [RemoteReference], _ git: borrowing OpenRepository, _ exchange: Exchange
) throws(GitError) -> [ReferenceMove] {
  // Another process may follow the same remote; then its result is looked at again.
  for _ in 0..<5 {
    let moves = try moves(to: theirs, git)
    let changes = moves.map { ReferenceChange.set($0.name, to: $0.new, expecting: $0.old) }
    switch try git.update(changes) {
    case .updated: return moves
    case .stale: continue
    }
  }
  throw exchange.error(.locked, "our references keep moving", hint: "try again later")
}

private func moves(
  to theirs: [RemoteReference], _ git: borrowing OpenRepository
) throws(GitError) -> [ReferenceMove] {
  var moves: [ReferenceMove] = []
  for reference in theirs {
    let old = try git.reference(reference.name)?.id
    guard old != reference.id else { continue }
    moves.append(
      ReferenceMove(
        name: reference.name, old: old, new: reference.id,
        kind: try moveKind(from: old, to: reference.id, git)))
  }
  return moves
}

func moveKind(
  from old: ObjectID?, to new: ObjectID, _ git: borrowing OpenRepository
) throws(GitError) -> ReferenceMove.Kind {
  guard let old else { return .created }
  let (before, after) = (try git.peeled(old), try git.peeled(new))
  return try git.isAncestor(before, of: after) ? .forwarded : .rewritten
}

extension OpenRepository {
  /// Marks the repository as a partial clone of `url`, so that git, too, knows that missing objects
  /// are not lost: <https://git-scm.com/docs/partial-clone>.
  func markPartial(_ filter: ObjectFilter, from url: String) throws(GitError) {
    let operation = "mark the repository as partial"
    var raw: OpaquePointer?
    try check(git_repository_config(&raw, self.raw), operation)
    guard let raw else { return }
    let config = Handle(raw) { git_config_free($0) }
    var promisor: Int32 = 0
    if git_config_get_bool(&promisor, config.raw, "remote.origin.promisor") == 0, promisor == 1 {
      return
    }
    try check(git_config_set_string(config.raw, "remote.origin.url", url), operation)
    try check(
      git_config_set_string(config.raw, "remote.origin.partialclonefilter", filter.description),
      operation)
    try check(git_config_set_int32(config.raw, "core.repositoryformatversion", 1), operation)
    try check(git_config_set_string(config.raw, "extensions.partialclone", "origin"), operation)
    try check(git_config_set_bool(config.raw, "remote.origin.promisor", 1), operation)
  }
}
