import ReleaseModel

/// What the head of a branch of ours is made of: enough to tell roller's own work from a person's.
///
/// A commit is roller's when writing it again comes to the same id. "Update branch" on GitHub puts a
/// merge of main on top (<https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/proposing-changes-to-your-work-with-pull-requests/keeping-your-pull-request-in-sync-with-the-base-branch>),
/// so the commit to look at lies under such merges.
package struct BranchStanding: Sendable, Equatable {
  /// The head itself.
  package let head: CommitStanding
  /// The merges between the head and `root`, the head first; empty when the head is not a merge of two
  /// commits.
  package let updates: [BranchUpdate]
  /// The first commit down the first parents that is not a merge of two commits; the head itself when there
  /// is none.
  package let root: CommitStanding

  package init(head: CommitStanding, updates: [BranchUpdate] = [], root: CommitStanding) {
    self.head = head
    self.updates = updates
    self.root = root
  }

  /// Whether `root` was brought up to date by merges that change nothing of their own.
  package var isPlainUpdate: Bool { !updates.isEmpty && updates.allSatisfy(\.isPlain) }
}

/// One commit, with everything that its id depends on or that tells whose it is.
package struct CommitStanding: Sendable, Equatable {
  package let revision: Revision
  /// In git's order.
  package let parents: [Revision]
  package let author: CommitPerson
  package let committer: CommitPerson
  package let message: String
  /// Whether roller, given the first parent, these pins, this message and the committer's date, writes
  /// exactly this commit.
  package let isRewritable: Bool
  /// `version_info.json` of this commit and of its first parent; nil where there is none.
  package let pins: [UInt8]?
  package let parentPins: [UInt8]?
  /// Whether the first parent is main or one of its first parents: an earlier commit of main.
  package let isParentOnMainLine: Bool

  package init(
    revision: Revision, parents: [Revision], author: CommitPerson, committer: CommitPerson,
    message: String, isRewritable: Bool, pins: [UInt8]?, parentPins: [UInt8]?,
    isParentOnMainLine: Bool
  ) {
    self.revision = revision
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
    self.isRewritable = isRewritable
    self.pins = pins
    self.parentPins = parentPins
    self.isParentOnMainLine = isParentOnMainLine
  }
}

/// Who wrote or made a commit, and when: a stranger's words.
package struct CommitPerson: Sendable, Equatable {
  package let name: String
  package let email: String
  package let date: Timestamp
  /// Minutes east of UTC.
  package let offset: Int

  package init(name: String, email: String, date: Timestamp, offset: Int) {
    self.name = name
    self.email = email
    self.date = date
    self.offset = offset
  }
}

/// A merge of two commits, as "Update branch" makes them.
package struct BranchUpdate: Sendable, Equatable {
  package let merge: Revision
  /// The first parent: where the branch stood.
  package let before: Revision
  /// The second parent: what was merged into it.
  package let merged: Revision
  /// Whether `merged` is of main and pins what the branch was built on, and the merge is its tree with
  /// nothing but the branch's `version_info.json` in it.
  package let isPlain: Bool

  package init(merge: Revision, before: Revision, merged: Revision, isPlain: Bool) {
    self.merge = merge
    self.before = before
    self.merged = merged
    self.isPlain = isPlain
  }
}
