import ReleaseModel

/// Something that only an upstream knows.
package enum PinQuestion: Sendable, Hashable {
  /// Which commits of a repository an aim means, seen from a pinned revision.
  case commits(ComponentName, PinAim, from: Revision)
  /// Every version that an index has with files for all enabled targets.
  case versions(ComponentName)
  /// What a component pins itself at a pin of it.
  case records(ComponentName, at: Pin)
}

/// What an upstream said.
package enum PinAnswer: Sendable, Hashable {
  /// The commits that an aim can mean: more than one when it is ambiguous.
  case commits([FoundCommit])
  /// The line has only so many commits in that direction.
  case tooFar(available: Int)
  /// Oldest first; and the revisions that are not candidates, and why.
  case versions([Candidate], skipped: [SkippedRevision])
  /// The revision or version that is recorded of each component.
  case records([ComponentName: String])
  /// Upstream is there and has no such thing.
  case absent(because: String)
  /// Our rules forbid to take what upstream has.
  case refused(because: String)
  /// We could not tell.
  case unknown(because: String)
}

/// A commit that an aim can mean, or another object that was taken for one.
package struct FoundCommit: Sendable, Hashable {
  /// How it lies to the tracking branch and to the revision that is pinned.
  package enum Place: Sendable, Hashable {
    /// On the branch, with so many commits that the pin lacks (ahead), lacking so many of the pin's.
    case onBranch(ahead: Int, behind: Int)
    /// It exists, and the branch does not lead to it: a fork's, or another branch's.
    case offBranch
    /// No commit but an annotated tag, and the commit that it stands for.
    case tag(of: Revision)
    /// No commit at all, but this kind of object.
    case object(String)
  }

  package let revision: Revision
  /// What upstream calls it; plain or nothing.
  package let label: String?
  package let date: CalendarDate?
  /// The first line of its message: a stranger's words.
  package let subject: String
  package let place: Place

  package init(
    revision: Revision, label: String?, date: CalendarDate?, subject: String, place: Place
  ) {
    self.revision = revision
    self.label = label
    self.date = date
    self.subject = subject
    self.place = place
  }

  package var pin: GitPin { GitPin(revision: revision, label: label, date: date) }
}
