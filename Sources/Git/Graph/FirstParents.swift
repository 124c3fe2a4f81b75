internal import CGit2

extension OpenRepository {
  /// The commits of `tip`'s first-parent line that `base` does not have, newest first, at most `limit`.
  ///
  /// The line is what a tracking branch has been at; commits that came in by merges are not on it.
  /// Exact whatever the commits' dates say, unlike a walk in order of dates.
  package func firstParents(
    of tip: ObjectID, excluding base: ObjectID? = nil, limit: Int
  ) throws(GitError) -> [CommitSummary] {
    let boundary = try shallowBoundary()
    var line: [CommitSummary] = []
    var next: ObjectID? = tip
    while let id = next, id != base, line.count < limit {
      let commit = try object(id, GIT_OBJECT_COMMIT, while: "walk from \(tip)")
      line.append(summary(of: commit, id))
      next = boundary.contains(id) ? nil : git_commit_parent_id(commit.raw, 0).map { ObjectID($0) }
    }
    guard let base, next != base else { return line }
    return Array(line.prefix(try firstKnown(in: line, to: base)))
  }

  /// Whether `tip` is `commit` or has it among its first parents; reads the line down to it and no further.
  package func isOnFirstParents(
    of tip: ObjectID, _ commit: ObjectID
  ) throws(GitError) -> Bool {
    let boundary = try shallowBoundary()
    var next: ObjectID? = tip
    while let id = next, id != commit {
      let found = try object(id, GIT_OBJECT_COMMIT, while: "walk from \(tip)")
      next = boundary.contains(id) ? nil : git_commit_parent_id(found.raw, 0).map { ObjectID($0) }
    }
    return next != nil
  }

  /// The index of the first commit of `line` that `base` has; all after it are `base`'s as well.
  private func firstKnown(
    in line: [CommitSummary], to base: ObjectID
  ) throws(GitError) -> Int {
    var low = 0
    var high = line.count
    while low < high {
      let middle = (low + high) / 2
      if try isAncestor(line[middle].id, of: base) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  func summary(of commit: borrowing Handle, _ id: ObjectID) -> CommitSummary {
    CommitSummary(
      id: id, seconds: clamped(git_commit_time(commit.raw)),
      subject: git_commit_summary(commit.raw).map { subjectLine(of: repaired($0)) } ?? "")
  }
}
