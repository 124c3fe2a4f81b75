internal import CGit2
import Foundation

/// The first parent of a commit, as far as a clone knows it.
package enum FirstParent: Sendable, Hashable {
  /// It is the first commit of its history.
  case none
  case known(ObjectID)
  /// It has this parent, which a shallow clone left out.
  case cutOff(ObjectID)

  /// The parent, when the clone holds it.
  package var id: ObjectID? {
    switch self {
    case .known(let id): id
    case .none, .cutOff: nil
    }
  }
}

extension OpenRepository {
  /// The commits whose parents a shallow fetch left out; libgit2 1.5 does not read them itself.
  ///
  /// The file belongs to the repository and not to one of its work trees
  /// (<https://git-scm.com/docs/gitrepository-layout#Documentation/gitrepository-layout.txt-shallow>).
  package func shallowBoundary() throws(GitError) -> Set<ObjectID> {
    guard let bytes = FileManager.default.contents(atPath: commonDirectory + "shallow") else {
      return []
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return Set(text.split(separator: "\n").compactMap { ObjectID($0) })
  }

  /// Whether older commits were left out when this was cloned: <https://git-scm.com/docs/shallow>.
  package var isShallow: Bool {
    let size = try? FileManager.default.attributesOfItem(atPath: commonDirectory + "shallow")[.size]
    return (size as? Int ?? 0) > 0
  }

  /// Whether files or folders were left out when this was cloned, to be brought when git needs them:
  /// the packs of such a clone are marked (<https://git-scm.com/docs/partial-clone>).
  package var isPartial: Bool {
    let packs = try? FileManager.default.contentsOfDirectory(
      atPath: commonDirectory + "objects/pack")
    return packs?.contains { $0.hasSuffix(".promisor") } ?? false
  }

  /// The first parent of `commit`; one that lies beyond the boundary of a shallow clone is named and
  /// counts as cut off.
  package func firstParent(of commit: Commit) throws(GitError) -> FirstParent {
    guard let parent = commit.parents.first else { return .none }
    return try contains(parent) ? .known(parent) : .cutOff(parent)
  }

  /// Whether `ancestor` is `commit` or one of its ancestors; nil when the part of the history that
  /// would tell is not in this shallow clone.
  package func knownAncestor(
    _ ancestor: ObjectID, of commit: ObjectID
  ) throws(GitError) -> Bool? {
    guard isShallow else { return try isAncestor(ancestor, of: commit) }
    let boundary = try shallowBoundary()
    var seen: Set<ObjectID> = []
    var open = [commit]
    var isCutOff = false
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      if id == ancestor { return true }
      if boundary.contains(id) {
        isCutOff = true
      } else {
        open += try self.commit(id).parents
      }
    }
    return isCutOff ? nil : false
  }

  /// Where all work trees of the repository keep what they share, with a slash at the end.
  private var commonDirectory: String {
    git_repository_commondir(raw).map { String(cString: $0) } ?? gitDirectory
  }
}

extension OpenRepository {
  /// The error for the object `id`, which is not here, with the way to get it when the clone left it
  /// out. A bare repository is left alone: the mirrors are partial and bring what they need.
  func missing(_ id: ObjectID, isCommit: Bool, _ found: GitError) -> GitError {
    guard git_repository_is_bare(raw) == 0 else { return found }
    let why: String
    let hint: String
    if isCommit, isShallow {
      (why, hint) = ("which is shallow", Self.unshallow)
    } else if isPartial {
      (why, hint) = ("which is partial", "git fetch --refetch --no-filter gets the missing objects")
    } else {
      return found
    }
    return error(
      .notFound, "\(id) is not in this clone, \(why)", while: found.operation, hint: hint)
  }

  /// What to do about a shallow clone.
  static let unshallow = "git fetch --unshallow gets the rest of the history"
}
