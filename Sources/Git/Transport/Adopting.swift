extension Remote {
  /// Lets our references below `prefixes` be those of the remote: what it forced, re-created or deleted
  /// is forced, re-created and deleted here, tags included.
  ///
  /// For a copy of a repository that is ours there and here: no other person's release can change under its
  /// name, and a copy that insists on what it saw first only stands in the way of a mended mistake. An
  /// upstream is followed with ``follow(prefixes:filter:in:progress:)``, which refuses a moved tag.
  /// `isWanted` leaves out what a prefix matches beyond what was meant. The report has the remote's HEAD
  /// too when a prefix names it; ours is left alone.
  package func adopt(
    prefixes: [String], in repository: Repository,
    where isWanted: @escaping @Sendable (ReferenceName) -> Bool = { _ in true }
  ) async throws(GitError) -> FollowReport {
    let exchange = exchange("fetch \(prefixes.joined(separator: ", "))")
    let advertised = try await advertisement(of: .uploadPack, exchange)
    let listed = try await references(withPrefixes: prefixes, advertised, exchange)
    let theirs = listed.filter { $0.name != .head && isWanted($0.name) }
    let missing = try await repository.run { git throws(GitError) in
      var missing: Set<ObjectID> = []
      for reference in theirs where try !git.contains(reference.id) { missing.insert(reference.id) }
      return missing.sorted()
    }
    var report = FetchReport()
    if !missing.isEmpty {
      report = try await fetch(
        missing, for: FetchRequest(wants: missing), advertised, into: repository, exchange,
        progress: nil)
    }
    let moves = try await repository.run { git throws(GitError) in
      try prune(Set(theirs.map(\.name)), below: prefixes, git)
      return try Git.follow(theirs, git, exchange)
    }
    return FollowReport(
      references: listed.filter { $0.name == .head } + theirs, moves: moves, fetch: report)
  }
}

/// Deletes our references below `prefixes` that the remote has not; first, because what it has may be
/// named like a folder of what it deleted.
private func prune(
  _ theirs: Set<ReferenceName>, below prefixes: [String], _ git: borrowing OpenRepository
) throws(GitError) {
  for prefix in prefixes where prefix != ReferenceName.head.text {
    for ours in try git.references(withPrefix: prefix) where !theirs.contains(ours.name) {
      // Moved meanwhile by another process: its own look decides.
      _ = try git.update(.delete(ours.name, at: ours.id))
    }
  }
}
