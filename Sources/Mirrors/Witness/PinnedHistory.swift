import ChangeChecks
import Git
import ReleaseModel

/// A component's history as a mirror has it, up to the head of the branch that the component follows.
struct PinnedHistory {
  let head: ObjectID
  let branch: String

  /// Where `revision` lies.
  func membership(
    of revision: Revision, _ git: borrowing OpenRepository
  ) throws(GitError) -> UpstreamAnswer.Membership {
    guard let id = ObjectID(revision.description) else {
      return .unknown(because: "an id of SHA-256")
    }
    guard let header = try git.header(of: id) else {
      return .unknown(because: "the mirror on this machine is older, or upstream does not have it")
    }
    switch header.kind {
    case .commit: break
    case .tag:
      guard let commit = Revision(try git.peeled(id).hexadecimal) else { return .object("tag") }
      return .tag(of: commit)
    case .tree: return .object("tree")
    case .blob: return .object("file")
    }
    return try git.isAncestor(id, of: head) ? .onBranch : .notOnBranch(branch)
  }

  /// How the new revision stands to the old one. With `oldMustBeThere` an old one that the mirror lacks
  /// is not part of the branch's history, so that nothing goes forward from it.
  func movement(
    of question: CommitQuestion, _ git: borrowing OpenRepository, oldMustBeThere: Bool
  ) throws(GitError) -> Descent {
    guard question.from != question.to else { return .forward }
    guard let from = question.from, let new = ObjectID(question.to.description),
      try git.header(of: new)?.kind == .commit
    else { return .unknown(because: "the mirror here does not have both revisions") }
    guard let old = ObjectID(from.description), try git.header(of: old)?.kind == .commit else {
      return oldMustBeThere
        ? .apart : .unknown(because: "the mirror here does not have both revisions")
    }
    if try git.isAncestor(old, of: new) { return .forward }
    return try git.isAncestor(new, of: old) ? .backward : .apart
  }

  /// The day of `revision` in UTC, as `roller pin` writes it.
  func day(
    of revision: Revision, _ git: borrowing OpenRepository
  ) throws(GitError) -> CalendarDate? {
    guard let id = ObjectID(revision.description), try git.header(of: id)?.kind == .commit else {
      return nil
    }
    return Timestamp(seconds: try git.commit(id).committer.seconds).day
  }
}
