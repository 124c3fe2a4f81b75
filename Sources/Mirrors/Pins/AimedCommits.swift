import Errors
import Git
import Pinning
import ReleaseModel

/// Finds the commits of one repository that an aim means, seen from the revision that is pinned.
struct AimedCommits {
  let mirror: Mirror
  let pinned: Revision

  init(_ mirror: Mirror, pinned: Revision) {
    self.mirror = mirror
    self.pinned = pinned
  }

  func answer(_ aim: PinAim) async throws(Failure) -> PinAnswer {
    switch aim {
    case .latest: return .commits([try await found(try await mirror.head())])
    case .revision(let revision): return try await answer(revision)
    case .prefix(let digits): return try await answer(startingWith: digits)
    case .name(let name): return try await answer(name)
    case .day, .moment: return try await answer(until: aim.limit ?? Timestamp(seconds: 0))
    case .steps(let count): return try await answer(steps: count)
    case .version: return .absent(because: "it is a repository and has no versions")
    }
  }

  private func answer(steps count: Int) async throws(Failure) -> PinAnswer {
    let isForward = count > 0
    let line = isForward ? try await commitsAhead() : try await commitsBehind(-count)
    guard line.count >= abs(count) else { return .tooFar(available: line.count) }
    return .commits([try await found(line[abs(count) - 1].id.revision)])
  }

  /// The branch's own commits that the pin lacks, the nearest first.
  private func commitsAhead() async throws(Failure) -> [CommitSummary] {
    try await mirror.firstParents(after: pinned, limit: .max)
  }

  /// The commits before the pin, the nearest first, at most `count`.
  private func commitsBehind(_ count: Int) async throws(Failure) -> [CommitSummary] {
    _ = try await mirror.head()
    let base = try mirror.id(pinned)
    return try await mirror.run { git throws(GitError) in
      guard try git.contains(base) else { return [] }
      return Array(try git.firstParents(of: base, limit: count + 1).dropFirst())
    }
  }

  /// The newest commit of the branch that landed until `limit`.
  private func answer(until limit: Timestamp) async throws(Failure) -> PinAnswer {
    let head = try mirror.id(try await mirror.head())
    let id = try await mirror.run { git throws(GitError) -> ObjectID? in
      // Most dates are recent, and a walk of everything is ten times the work.
      for length in [256, 2_048, Int.max] {
        let line = try git.firstParents(of: head, limit: length)
        if let commit = line.first(where: { $0.seconds <= limit.seconds }) { return commit.id }
        if line.count < length { return nil }
      }
      return nil
    }
    guard let id else { return .absent(because: "the branch \(mirror.branch) began later") }
    return .commits([try await found(id.revision)])
  }

  private func answer(startingWith digits: String) async throws(Failure) -> PinAnswer {
    let head = try mirror.id(try await mirror.head())
    let ids = try await mirror.run { git throws(GitError) in
      try git.commits(from: head, startingWith: digits)
    }
    // As git has it, something may also be called by these digits.
    let named = try await references(called: digits).map(\.peeled.revision)
    var commits: [FoundCommit] = []
    for revision in distinct(ids.map(\.revision) + named) {
      commits.append(try await found(revision))
    }
    return commits.isEmpty
      ? .absent(
        because:
          "no commit of \(mirror.branch) starts with these digits, and no tag or branch has this name"
      )
      : .commits(commits)
  }

  private func answer(_ name: BranchName) async throws(Failure) -> PinAnswer {
    _ = try await mirror.head()
    let references = try await references(called: name.description)
    let tags = references.compactMap { reference in
      reference.name.tag.map { UpstreamTag(name: $0, revision: reference.peeled.revision) }
    }
    if let moved = try await mirror.moved(among: tags).first {
      return .refused(because: movedTag(moved))
    }
    var commits: [FoundCommit] = []
    for revision in distinct(references.map(\.peeled.revision)) {
      let tag = tags.first { $0.revision == revision }?.name
      commits.append(try await found(revision, label: tag))
    }
    guard commits.isEmpty else { return .commits(commits) }
    return .absent(because: try await unknownName(name.description))
  }

  /// The tag and the branch of that name; `refs/…` names one of them only.
  private func references(called name: String) async throws(Failure) -> [RemoteReference] {
    let names = name.hasPrefix("refs/") ? [name] : ["refs/tags/\(name)", "refs/heads/\(name)"]
    let references = try await listed(names)
    return references.filter { names.contains($0.name.text) && !$0.peeled.isZero }
  }

  private func listed(_ prefixes: [String]) async throws(Failure) -> [RemoteReference] {
    do throws(GitError) { return try await mirror.remote.references(withPrefixes: prefixes) } catch
    {
      throw mirror.failed(error)
    }
  }

  private func unknownName(_ name: String) async throws(Failure) -> String {
    let tags = try await mirror.tags(matching: "*").map(\.name)
    let near = nearest(to: name, among: tags.suffix(5_000))
    return "there is no tag or branch with this name" + (near.map { "; did you mean \($0)?" } ?? "")
  }
}

extension AimedCommits {
  private func answer(_ revision: Revision) async throws(Failure) -> PinAnswer {
    guard let id = ObjectID(revision) else {
      return .absent(because: "the repository's ids have 40 digits")
    }
    _ = try await mirror.head()
    let isHere = try await mirror.run { git throws(GitError) in try git.contains(id) }
    if isHere { return .commits([try await found(revision)]) }
    switch try await mirror.placeOffBranch(id) {
    case .tag(let commit, let name):
      return .commits([other(revision, .tag(of: commit), label: name)])
    case .onBranch, .offBranch: return .commits([other(revision, .offBranch)])
    case .object(let kind): return .commits([other(revision, .object(kind))])
    case .absent: return .absent(because: "\(mirror.url) has no such commit")
    }
  }

  private func other(
    _ revision: Revision, _ place: FoundCommit.Place, label: String? = nil
  ) -> FoundCommit {
    FoundCommit(revision: revision, label: label, date: nil, subject: "", place: place)
  }

  /// The commit with all that people want to know of it, and how it lies to branch and pin.
  private func found(
    _ revision: Revision, label: String? = nil
  ) async throws(Failure) -> FoundCommit {
    let head = try mirror.id(try await mirror.head())
    let (id, base) = (try mirror.id(revision), try mirror.id(pinned))
    let place = try await mirror.run { git throws(GitError) -> FoundCommit.Place in
      guard try git.contains(id), try git.isAncestor(id, of: head) else { return .offBranch }
      // The pin itself may be gone from the branch; nobody can say then what is forward.
      guard try git.contains(base) else { return .onBranch(ahead: 1, behind: 1) }
      let (ahead, behind) = try git.aheadBehind(id, relativeTo: base)
      return .onBranch(ahead: ahead, behind: behind)
    }
    guard place != .offBranch else { return other(revision, place, label: label) }
    let commit = try await mirror.commit(revision)
    let name = if let label { label } else { await tag(at: revision) }
    return FoundCommit(
      revision: revision, label: name, date: Timestamp(seconds: commit.committer.seconds).day,
      subject: subjectLine(of: commit.message), place: place)
  }

  /// What upstream calls the commit; nothing when it cannot be asked, as labels are for people only.
  private func tag(at revision: Revision) async -> String? {
    let tags = try? await mirror.tags(matching: "*")
    return tags?.filter { $0.revision == revision && GitPin.isPlainLabel($0.name) }
      .map(\.name).max()
  }
}

private func distinct(_ revisions: [Revision]) -> [Revision] {
  var seen: Set<Revision> = []
  return revisions.filter { seen.insert($0).inserted }
}

private func subjectLine(of message: String) -> String {
  String(message.prefix { !$0.isNewline }.prefix(300))
}

private func movedTag(_ tag: MovedTag) -> String {
  "the tag \(tag.name) moved from \(tag.old) to \(tag.new) since this machine first saw it; "
    + "ask upstream why; meanwhile, pin a commit id"
}
