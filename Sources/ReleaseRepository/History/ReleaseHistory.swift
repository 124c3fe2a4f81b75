import Git
import ReleaseModel

/// The release log of a clone of the release repository, read out of git alone.
///
/// Nothing else is kept anywhere: what moved is the difference of `version_info.json` between a commit
/// and its first parent, what let it in stands in its trailers, what came of it are its tags.
package struct ReleaseHistory: Sendable {
  let repository: Repository

  package init(_ repository: Repository) {
    self.repository = repository
  }

  /// The log of `revision`, newest first, until `isEnough` says so of what was found, and where a
  /// shallow clone cuts it off.
  package func releaseLog(
    from revision: String = "HEAD",
    until isEnough: @escaping @Sendable ([LogEntry]) -> Bool = { _ in false }
  ) async throws(GitError) -> ReleaseLog {
    try await repository.run { git throws(GitError) in
      var reading = LogReading(tags: try taggedReleases(in: git))
      var walk = try PinWalk(from: try git.commit(named: revision), in: git)
      var log = ReleaseLog()
      while let step = try walk.next(in: git) {
        if step.parent == nil { log.cut = try reading.cut(at: step, in: git) }
        guard let entry = try reading.entry(step, isCut: log.cut != nil, in: git) else { continue }
        log.entries.append(entry)
        if isEnough(log.entries) { break }
      }
      return log
    }
  }

  /// Every release tag with the commit that it names, oldest version first.
  package func releases() async throws(GitError) -> [(tag: ReleaseTag, commit: Revision)] {
    try await repository.run { git throws(GitError) in
      try taggedReleases(in: git).flatMap { id, tags in tags.map { ($0.tag, id.revision) } }
        .sorted { $0.0 < $1.0 }
    }
  }

  /// The configuration file of `revision`, with the commit that the name stands for.
  package func versionInfo(
    at revision: String
  ) async throws(HistoryError) -> (commit: Revision, info: VersionInfo) {
    let found: (commit: ObjectID, bytes: [UInt8]?)
    do throws(GitError) {
      found = try await repository.run { git throws(GitError) in
        let commit = try git.commit(named: revision)
        let file = try git.pinFile(of: commit)
        return (commit, try file.map { (id) throws(GitError) in try git.pinBytes(id) })
      }
    } catch {
      throw .git(error)
    }
    guard let bytes = found.bytes else { throw .noPins(revision) }
    do throws(Mistakes) { return (found.commit.revision, try VersionInfo.read(bytes)) } catch {
      throw .unreadable(revision, error)
    }
  }
}

/// A release's tag, and the object that it names: the commit itself, or an annotation of it.
struct TaggedRelease: Sendable {
  let tag: ReleaseTag
  let object: ObjectID
}

private func taggedReleases(
  in git: borrowing OpenRepository
) throws(GitError) -> [ObjectID: [TaggedRelease]] {
  var tags: [ObjectID: [TaggedRelease]] = [:]
  for reference in try git.references(withPrefix: "refs/tags/v") {
    guard let tag = reference.name.tag.flatMap(ReleaseTag.init(_:)) else { continue }
    tags[reference.peeled, default: []].append(TaggedRelease(tag: tag, object: reference.id))
  }
  return tags.mapValues { $0.sorted { $0.tag < $1.tag } }
}
