internal import CGit2

/// What each of two commits has that the other has not.
package struct CommitDifference: Sendable, Hashable {
  /// How many commits the second has and the first has not.
  package let ahead: Int
  /// How many commits the first has and the second has not.
  package let behind: Int
  /// False when the two have no commit in common.
  package let isRelated: Bool
  /// Who wrote the commits ahead: most commits first, equals by name.
  package let authors: [AuthorCount]
  /// The commits ahead on the second's first-parent line, newest first.
  package let line: [ObjectID]
}

/// How many commits one person wrote. Upstream's words: encode the name before use.
package struct AuthorCount: Sendable, Hashable {
  /// As the commits have it; like `git shortlog`, one name is one person.
  package let name: String
  package let commits: Int
}

extension OpenRepository {
  /// What `tip` has that `base` has not, counted in one walk that stops soon behind their fork.
  ///
  /// As exact as whole walks (tests compare with git), because commits may be repainted and a date
  /// that jumps is not believed; yet it costs less than `git log` of the same range, since nothing
  /// is read twice and no message is decoded.
  package func difference(
    from base: ObjectID, to tip: ObjectID
  ) throws(GitError) -> CommitDifference {
    let operation = "compare \(base) with \(tip)"
    let database = try objectDatabase()
    var history = PaintedHistory(
      from: ObjectName(base), to: ObjectName(tip),
      boundary: Set(try shallowBoundary().map { ObjectName($0) }))
    for index in history.unread(before: nil) {
      history.take(
        try commitFields(history.name(of: index), database, operation), as: index, from: nil)
    }
    history.start()
    while let next = history.next() {
      for index in history.unread(before: next) {
        history.take(
          try commitFields(history.name(of: index), database, operation), as: index, from: next)
      }
      history.paintParents(of: next)
    }
    return history.difference
  }

  /// Ids, times and subjects of `commits`, in their order.
  package func summaries(of commits: [ObjectID]) throws(GitError) -> [CommitSummary] {
    var found: [CommitSummary] = []
    for id in commits {
      let commit = try object(id, GIT_OBJECT_COMMIT, while: "read the subject of \(id)")
      found.append(summary(of: commit, id))
    }
    return found
  }
}
