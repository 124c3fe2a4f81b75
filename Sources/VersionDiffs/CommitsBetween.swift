import ReleaseModel

/// What lies between two commits of one repository.
package struct CommitsBetween: Sendable, Hashable {
  /// Which way the pin goes.
  package enum Direction: String, Sendable, Hashable {
    case forward
    /// A downgrade: the commits listed are those that are left out.
    case backward
    /// Each side has commits that the other lacks.
    case diverged
    /// The two have no commit in common.
    case unrelated
  }

  package let direction: Direction
  /// How many commits come in; when it goes backward, how many are left out.
  package let commits: Int
  /// How many commits are left out when the two diverged.
  package let leftOut: Int
  /// Who wrote the commits, most commits first.
  package let authors: [Author]
  package let subjects: Subjects
  package let folders: Answer<[FolderChange]>
  /// What the component itself pins, and how that moved.
  package let recorded: Answer<[RecordedMove]>
  /// The page that compares the two commits, where there is one.
  package let page: String?

  package struct Author: Sendable, Hashable {
    package let name: String
    package let commits: Int

    package init(name: String, commits: Int) {
      self.name = name
      self.commits = commits
    }
  }

  /// A commit of the first-parent line: what the tracking branch has been at.
  package struct Subject: Sendable, Hashable {
    /// The full id.
    package let revision: String
    package let date: CalendarDate
    package let text: String

    package init(revision: String, date: CalendarDate, text: String) {
      self.revision = revision
      self.date = date
      self.text = text
    }
  }

  /// The files that differ in one folder of the root.
  package struct FolderChange: Sendable, Hashable {
    /// Empty for the root's own files.
    package let name: String
    package let files: Int
    /// Text lines that came and went, when they were counted.
    package let lines: Lines?

    package init(name: String, files: Int, lines: Lines? = nil) {
      self.name = name
      self.files = files
      self.lines = lines
    }
  }

  package struct Lines: Sendable, Hashable {
    package let added: Int
    package let deleted: Int

    package init(added: Int, deleted: Int) {
      self.added = added
      self.deleted = deleted
    }
  }

  /// Something that the component pins itself.
  package struct RecordedMove: Sendable, Hashable {
    /// As the component calls it: a submodule's path, a name in its file.
    package let name: String
    /// The file that records it, or the submodule's path.
    package let place: String
    /// A commit or version; nil where it was not pinned.
    package let from: String?
    package let to: String?

    package init(name: String, place: String, from: String?, to: String?) {
      self.name = name
      self.place = place
      self.from = from
      self.to = to
    }
  }

  package init(
    direction: Direction, commits: Int, leftOut: Int = 0, authors: [Author], subjects: Subjects,
    folders: Answer<[FolderChange]>, recorded: Answer<[RecordedMove]>, page: String?
  ) {
    self.direction = direction
    self.commits = commits
    self.leftOut = leftOut
    self.authors = authors
    self.subjects = subjects
    self.folders = folders
    self.recorded = recorded
    self.page = page
  }
}

extension CommitsBetween {
  /// The first-parent line, newest first, perhaps without its middle.
  package struct Subjects: Sendable, Hashable {
    /// How many there are in truth.
    package let total: Int
    package let newest: [Subject]
    /// Behind the gap, if there is one.
    package let oldest: [Subject]

    package init(total: Int, newest: [Subject], oldest: [Subject] = []) {
      self.total = total
      self.newest = newest
      self.oldest = oldest
    }

    package var missing: Int { total - newest.count - oldest.count }

    /// At most `limit` of them: three quarters from the new end, since those are asked about first.
    package func elided(to limit: Int) -> Subjects {
      let shown = newest + oldest
      guard shown.count > limit else { return self }
      let tail = limit / 4
      return Subjects(
        total: total, newest: Array(shown.prefix(limit - tail)), oldest: Array(shown.suffix(tail)))
    }
  }
}
