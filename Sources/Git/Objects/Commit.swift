internal import CGit2
import Foundation

/// A commit, as it is recorded.
package struct Commit: Sendable, Hashable, Identifiable {
  package let id: ObjectID
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: Signature
  package let committer: Signature
  /// The whole message, repaired to UTF-8 and cut at 64 KiB.
  package let message: String

  /// The first line, cut at 300 characters: upstream can write a megabyte.
  package var subject: String { subjectLine(of: message) }
}

/// What it takes to make a commit; equal drafts make commits with equal ids.
package struct CommitDraft: Sendable, Hashable {
  package var tree: ObjectID
  package var parents: [ObjectID]
  package var author: Signature
  package var committer: Signature
  package var message: String

  package init(
    tree: ObjectID, parents: [ObjectID], signature: Signature, message: String
  ) {
    self.tree = tree
    self.parents = parents
    author = signature
    committer = signature
    self.message = message
  }
}

extension OpenRepository {
  /// The commit `id`; an annotated tag's id is not one.
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    let commit = try object(id, GIT_OBJECT_COMMIT, while: "read commit \(id)")
    return Commit(
      id: id, tree: ObjectID(git_commit_tree_id(commit.raw)),
      parents: (0..<git_commit_parentcount(commit.raw)).compactMap {
        git_commit_parent_id(commit.raw, $0).map { ObjectID($0) }
      },
      author: Signature(git_commit_author(commit.raw)),
      committer: Signature(git_commit_committer(commit.raw)),
      message: cut(git_commit_message(commit.raw), at: 64 << 10))
  }

  /// Writes a commit into the object database, without work tree, index or reference.
  package func write(_ draft: CommitDraft) throws(GitError) -> ObjectID {
    let operation = "write a commit"
    guard !draft.message.utf8.contains(0) else {
      throw error(.invalid, "the message contains a NUL", while: operation)
    }
    let tree = try object(draft.tree, GIT_OBJECT_TREE, while: operation)
    let parents = Parents()
    for id in draft.parents {
      let parent = try object(id, GIT_OBJECT_COMMIT, while: operation)
      parents.append(copyOf: parent)
    }
    return try draft.author.withRaw(in: location.path) { author throws(GitError) in
      try draft.committer.withRaw(in: location.path) { committer throws(GitError) in
        var id = git_oid()
        let code = git_commit_create(
          &id, raw, nil, author, committer, nil, draft.message, tree.raw,
          parents.pointers.count, &parents.pointers)
        try check(code, operation)
        return ObjectID(&id)
      }
    }
  }
}

/// The parents of a commit that is being written: an array cannot hold noncopyable handles.
private final class Parents {
  var pointers: [OpaquePointer?] = []

  func append(copyOf commit: borrowing Handle) {
    var copy: OpaquePointer?
    git_object_dup(&copy, commit.raw)
    pointers.append(copy)
  }

  deinit {
    for pointer in pointers { git_object_free(pointer) }
  }
}

func subjectLine(of message: String) -> String {
  let line = message.drop { $0.isNewline }.prefix { !$0.isNewline }
  return line.count > 300 ? line.prefix(299) + "…" : String(line)
}

private func cut(_ text: UnsafePointer<CChar>?, at limit: Int) -> String {
  guard let text else { return "" }
  let bytes = UnsafeRawBufferPointer(start: text, count: strnlen(text, limit))
  return String(decoding: bytes, as: UTF8.self)
}
