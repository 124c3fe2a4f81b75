import Git
import ReleaseModel

/// What reading a log needs beside the walk: the tags, and the files that were read last.
struct LogReading {
  private let tags: [ObjectID: [TaggedRelease]]
  var files = ReadFiles()

  init(tags: [ObjectID: [TaggedRelease]]) {
    self.tags = tags
  }

  /// The end of the clone's history, when the commit of `step`, the last of its line, has parents that
  /// are not here.
  mutating func cut(
    at step: PinWalk.Step, in git: borrowing OpenRepository
  ) throws(GitError) -> CutHistory? {
    guard try !git.commit(step.commit).parents.isEmpty else { return nil }
    let info = try files.versionInfo(step.file, in: git)
    return CutHistory(at: step.commit.revision, pins: info?.pins)
  }

  /// What the log says of `step`; nil when it moved nothing and was not released.
  ///
  /// It claims nothing about a commit whose parents are not here (`isCut`).
  mutating func entry(
    _ step: PinWalk.Step, isCut: Bool, in git: borrowing OpenRepository
  ) throws(GitError) -> LogEntry? {
    let before = isCut ? step.file : step.before
    guard step.file != before || tags[step.commit] != nil else { return nil }
    let new = try files.versionInfo(step.file, in: git)
    let moves = MovedPins(from: try files.versionInfo(before, in: git), to: new)
    let commit = try git.commit(step.commit)
    let merged = try setters(of: moves.components, by: commit, in: git)
    return LogEntry(
      commit, moves, cause: try cause(of: commit, merged, new, in: git), merged: merged,
      releases: (tags[step.commit] ?? []).map(\.tag))
  }

  /// What a commit's own message says; of a merge's the one of its second parent, or of the one commit of
  /// its branch whose pins main now has; else what the tag of its release says.
  private func cause(
    of commit: Commit, _ merged: [MergedPins], _ info: VersionInfo?,
    in git: borrowing OpenRepository
  ) throws(GitError) -> LogEntry.Cause {
    let second = try git.merged(by: commit)?.message
    let own = LogEntry.Cause(message: commit.message, merging: second)
    guard own == .person else { return own }
    if let setter = merged.first, merged.count == 1 {
      guard case .roll(let bump) = setter.cause else { return setter.cause }
      if bump.pinSet == info?.pins.digest { return setter.cause }
    }
    return try taggedRoll(of: commit.id, info, in: git).map(LogEntry.Cause.roll) ?? .person
  }

  /// The roll that a release's tag names, when it is of the pins that `commit` has.
  private func taggedRoll(
    of commit: ObjectID, _ info: VersionInfo?, in git: borrowing OpenRepository
  ) throws(GitError) -> BumpMessage? {
    for release in tags[commit] ?? [] where release.object != commit {
      let roll = BumpMessage(tag: try git.annotatedTag(release.object).message)
      if let roll, roll.pinSet == info?.pins.digest { return roll }
    }
    return nil
  }
}

/// What differs between a commit's pins and those before it.
private struct MovedPins {
  let bumps: [Bump]
  let added: [ComponentName]
  let removed: [ComponentName]
  let info: VersionInfo?
  let movesVersion: Bool

  init(from old: VersionInfo?, to new: VersionInfo?) {
    let before = old?.pins.components ?? []
    let after = new?.pins.components ?? []
    bumps = new.flatMap { new in old.map { $0.pins.bumps(to: new.pins) } } ?? []
    added = after.filter { !before.contains($0) }
    removed = new == nil ? [] : before.filter { !after.contains($0) }
    info = new
    movesVersion = new?.packageVersion != old?.packageVersion
  }

  var components: [ComponentName] { bumps.map(\.component) + added + removed }
}

extension LogEntry {
  fileprivate init(
    _ commit: Commit, _ moves: MovedPins, cause: Cause, merged: [MergedPins], releases: [ReleaseTag]
  ) {
    self.init(
      revision: commit.id.revision, when: Timestamp(seconds: commit.committer.seconds),
      author: commit.author.name, subject: commit.subject, cause: cause, merged: merged,
      bumps: moves.bumps, added: moves.added, removed: moves.removed, pins: moves.info?.pins,
      version: moves.movesVersion ? moves.info?.packageVersion : nil, releases: releases)
  }
}
