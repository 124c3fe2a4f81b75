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

/// A commit in a list: enough to choose it and to tell people about it.
package struct CommitSummary: Sendable, Hashable, Identifiable {
  package let id: ObjectID
  /// The committer's time, in seconds since 1970 (UTC), kept within 0 … 2³²−1.
  package let seconds: Int64
  /// The first line of the message, cut at 300 characters. Upstream's words: encode them before use.
  package let subject: String
}

extension OpenRepository {
  /// The index of the first of `tips` from which `commit` can be reached; nil when there is no such tip.
  ///
  /// Every commit is looked at once for all tips together, so asking a thousand of them costs one walk
  /// of the history; whether later tips go forward or back does not matter. Tips that are not in this
  /// repository reach nothing.
  package func firstReaching(
    _ commit: ObjectID, from tips: [ObjectID]
  ) throws(GitError) -> Int? {
    let boundary = try shallowBoundary()
    var seen: Set<ObjectID> = []
    for (index, tip) in tips.enumerated() where try contains(tip) {
      var open = [tip]
      while let id = open.popLast() {
        guard seen.insert(id).inserted else { continue }
        if id == commit { return index }
        guard !boundary.contains(id) else { continue }
        open += try parents(of: id)
      }
    }
    return nil
  }

  private func parents(of id: ObjectID) throws(GitError) -> [ObjectID] {
    let commit = try object(id, GIT_OBJECT_COMMIT, while: "walk the history at \(id)")
    return (0..<git_commit_parentcount(commit.raw)).compactMap { index in
      git_commit_parent_id(commit.raw, index).map { ObjectID($0) }
    }
  }
}
