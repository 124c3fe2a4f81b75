import Git
import ReleaseModel

/// The one walk of the pins' history: a first-parent line, newest first, with `version_info.json` as each
/// commit leaves it and as it was before.
///
/// Quarantine, log, why, blame and bisect ask different things of it and must see the same line.
package struct PinWalk: Sendable {
  /// One commit of the line.
  package struct Step: Sendable, Equatable {
    package let commit: ObjectID
    /// The first parent; nil where the line ends, by its beginning or by a shallow clone's.
    package let parent: ObjectID?
    /// `version_info.json` as the commit leaves it; nil when there is none.
    package let file: ObjectID?
    /// The same in the parent.
    package let before: ObjectID?

    package var movesPins: Bool { file != before }
  }

  private let line: [ObjectID]
  private var index = 0
  /// The file of the commit at `index`, read as its child's file before.
  private var known: ObjectID??

  /// The walk from `tip` down at most `limit` commits.
  package init(
    from tip: ObjectID, limit: Int = .max, in git: borrowing OpenRepository
  ) throws(GitError) {
    line = try git.firstParents(of: tip, limit: limit).map(\.id)
  }

  /// The next commit of the line; nil after its last.
  package mutating func next(
    in git: borrowing OpenRepository
  ) throws(GitError) -> Step? {
    guard index < line.count else { return nil }
    let commit = line[index]
    let parent = index + 1 < line.count ? line[index + 1] : nil
    let file = if let known { known } else { try git.pinFile(of: commit) }
    let before = try parent.flatMap { (parent) throws(GitError) in try git.pinFile(of: parent) }
    index += 1
    known = before
    return Step(commit: commit, parent: parent, file: file, before: before)
  }
}

extension OpenRepository {
  /// The blob of `version_info.json` in `commit`; nil when there is none.
  package func pinFile(of commit: ObjectID) throws(GitError) -> ObjectID? {
    try entry(at: try TreePath(VersionInfo.path), of: commit)?.id
  }
}
