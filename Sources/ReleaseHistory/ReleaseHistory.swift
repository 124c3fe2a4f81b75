import Digest
import Foundation
import Git
import JSON
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
      let tip = try git.commit(named: revision)
      let line = try git.firstParents(of: tip, limit: .max)
      let tags = try taggedReleases(in: git)
      var log = ReleaseLog()
      var files = ReadFiles()
      for (index, commit) in line.enumerated() {
        var parent = index + 1 < line.count ? line[index + 1].id : nil
        if parent == nil, let cut = try cutHistory(at: commit.id, &files, in: git) {
          // What the commit moved is not known; compared with itself, it moved nothing.
          parent = commit.id
          log.cut = cut
        }
        guard let entry = try entry(commit.id, after: parent, tags: tags, files: &files, in: git)
        else { continue }
        log.entries.append(entry)
        if isEnough(log.entries) { break }
      }
      return log
    }
  }

  /// Every release tag with the commit that it names, oldest version first.
  package func releases() async throws(GitError) -> [(tag: ReleaseTag, commit: Revision)] {
    try await repository.run { git throws(GitError) in
      try taggedReleases(in: git).flatMap { id, tags in
        Revision(id.hexadecimal).map { revision in tags.map { ($0, revision) } } ?? []
      }.sorted { $0.0 < $1.0 }
    }
  }

  /// The configuration file of `revision`, with the commit that the name stands for.
  package func versionInfo(
    at revision: String
  ) async throws(HistoryError) -> (commit: Revision, info: VersionInfo) {
    let found: (ObjectID, [UInt8]?)
    do throws(GitError) {
      found = try await repository.run { git throws(GitError) in
        let commit = try git.commit(named: revision)
        let file = try pinFile(of: commit, in: git)
        return (commit, try file.map { (id) throws(GitError) in try git.bytes(id) })
      }
    } catch {
      throw .git(error)
    }
    guard let commit = Revision(found.0.hexadecimal), let bytes = found.1 else {
      throw .noPins(revision)
    }
    do throws(Mistakes) { return (commit, try VersionInfo.read(bytes)) } catch {
      throw .unreadable(revision, error)
    }
  }
}

/// Why the release repository's own history does not answer.
package enum HistoryError: Error, Sendable, CustomStringConvertible {
  case git(GitError)
  /// The revision has no version_info.json.
  case noPins(String)
  /// Its version_info.json does not read.
  case unreadable(String, Mistakes)

  package var description: String {
    switch self {
    case .git(let error): "\(error)"
    case .noPins(let revision):
      "reading the pins of \(quoted(revision)): it has no \(VersionInfo.path)"
        + "\n  hint: name a revision of the release repository"
    case .unreadable(let revision, let mistakes):
      "reading the pins of \(quoted(revision)):\n\(mistakes)"
    }
  }
}

private func taggedReleases(
  in git: borrowing OpenRepository
) throws(GitError) -> [ObjectID: [ReleaseTag]] {
  var tags: [ObjectID: [ReleaseTag]] = [:]
  for reference in try git.references(withPrefix: "refs/tags/v") {
    guard let tag = reference.name.tag.flatMap(ReleaseTag.init(_:)) else { continue }
    tags[reference.peeled, default: []].append(tag)
  }
  return tags.mapValues { $0.sorted() }
}

/// The end of the clone's history, when `commit`, the last of its line, has parents all the same.
private func cutHistory(
  at commit: ObjectID, _ files: inout ReadFiles, in git: borrowing OpenRepository
) throws(GitError) -> CutHistory? {
  guard try !git.commit(commit).parents.isEmpty, let revision = Revision(commit.hexadecimal) else {
    return nil
  }
  let info = try files.versionInfo(try pinFile(of: commit, in: git), in: git)
  return CutHistory(at: revision, pins: info?.pins)
}

private func entry(
  _ id: ObjectID, after parent: ObjectID?, tags: [ObjectID: [ReleaseTag]],
  files: inout ReadFiles, in git: borrowing OpenRepository
) throws(GitError) -> LogEntry? {
  let file = try pinFile(of: id, in: git)
  let before = try parent.flatMap { (parent) throws(GitError) in try pinFile(of: parent, in: git) }
  guard file != before || tags[id] != nil, let revision = Revision(id.hexadecimal) else {
    return nil
  }
  let new = try files.versionInfo(file, in: git)
  let old = try files.versionInfo(before, in: git)
  return LogEntry(revision, try git.commit(id), from: old, to: new, releases: tags[id] ?? [])
}

extension LogEntry {
  fileprivate init(
    _ revision: Revision, _ commit: Commit, from old: VersionInfo?, to new: VersionInfo?,
    releases: [ReleaseTag]
  ) {
    let before = old?.pins.components ?? []
    let after = new?.pins.components ?? []
    self.init(
      revision: revision, when: Timestamp(seconds: commit.committer.seconds),
      author: commit.author.name, subject: commit.subject,
      cause: LogEntry.Cause(message: commit.message),
      bumps: new.flatMap { new in old.map { $0.pins.bumps(to: new.pins) } } ?? [],
      added: after.filter { !before.contains($0) },
      removed: new == nil ? [] : before.filter { !after.contains($0) }, pins: new?.pins,
      version: new?.packageVersion == old?.packageVersion ? nil : new?.packageVersion,
      releases: releases)
  }
}

private func pinFile(
  of commit: ObjectID, in git: borrowing OpenRepository
) throws(GitError) -> ObjectID? {
  try git.entry(at: TreePath(VersionInfo.path), of: commit)?.id
}

/// The files that were read last: a commit's file is its child's file before, and reading one by all
/// the rules is what a log costs.
private struct ReadFiles {
  private var last: [(id: ObjectID, info: VersionInfo?)] = []

  /// Nil when there is none, or when the file of that day does not read by today's rules: then nothing
  /// is claimed of it.
  mutating func versionInfo(
    _ id: ObjectID?, in git: borrowing OpenRepository
  ) throws(GitError) -> VersionInfo? {
    guard let id else { return nil }
    if let known = last.first(where: { $0.id == id }) { return known.info }
    let bytes = try git.bytes(id)
    let info = try? VersionInfo.read(bytes)
    last = last.suffix(1) + [(id, info)]
    return info
  }
}

extension OpenRepository {
  fileprivate func bytes(_ id: ObjectID) throws(GitError) -> [UInt8] {
    try blob(id, limit: 4 << 20)
  }
}
