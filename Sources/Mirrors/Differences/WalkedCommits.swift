import Git
import ReleaseModel
import VersionDiffs

/// What the history alone says about two commits.
struct WalkedCommits: Sendable {
  /// The commits' own times, in seconds since 1970.
  let from: Int64
  let to: Int64
  private let direction: CommitsBetween.Direction
  private let told: CommitDifference
  private let newest: [CommitSummary]
  private let oldest: [CommitSummary]

  init(
    _ git: borrowing OpenRepository, from old: ObjectID, to new: ObjectID, subjects limit: Int
  ) throws(GitError) {
    from = try git.commit(old).committer.seconds
    to = try git.commit(new).committer.seconds
    let forward = try git.difference(from: old, to: new)
    direction = CommitsBetween.Direction(forward)
    // A downgrade is told by what it leaves out.
    told = direction == .backward ? try git.difference(from: new, to: old) : forward
    let tail = told.line.count > limit ? limit / 4 : 0
    newest = try git.summaries(of: Array(told.line.prefix(limit - tail)))
    oldest = try git.summaries(of: Array(told.line.suffix(tail)))
  }

  func commits(
    folders: Answer<[CommitsBetween.FolderChange]>, recorded: Answer<[CommitsBetween.RecordedMove]>,
    page: String?
  ) -> CommitsBetween {
    CommitsBetween(
      direction: direction, commits: told.ahead,
      leftOut: direction == .backward ? 0 : told.behind,
      authors: told.authors.map { .init(name: $0.name, commits: $0.commits) },
      subjects: .init(
        total: told.line.count, newest: newest.map(CommitsBetween.Subject.init),
        oldest: oldest.map(CommitsBetween.Subject.init)),
      folders: folders, recorded: recorded, page: page)
  }
}

extension CommitsBetween.Direction {
  fileprivate init(_ difference: CommitDifference) {
    switch (difference.isRelated, difference.ahead, difference.behind) {
    case (false, _, _): self = .unrelated
    case (true, 0, 1...): self = .backward
    case (true, _, 1...): self = .diverged
    case (true, _, _): self = .forward
    }
  }
}

extension CommitsBetween.Subject {
  fileprivate init(_ commit: CommitSummary) {
    self.init(
      revision: commit.id.hexadecimal, date: Timestamp(seconds: commit.seconds).day,
      text: commit.subject)
  }
}
