internal import CGit2

/// An object's kind and size, known without reading it.
package struct ObjectHeader: Sendable, Hashable {
  package let kind: ObjectKind
  /// In bytes.
  package let size: Int
}

extension OpenRepository {
  /// The kind and size of `id`; nil when this repository does not have it.
  package func header(of id: ObjectID) throws(GitError) -> ObjectHeader? {
    let database = try objectDatabase()
    var size = 0
    var kind = GIT_OBJECT_INVALID
    var name = id.raw
    let code = git_odb_read_header(&size, &kind, database.raw, &name)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check(code, "look at object \(id)")
    guard let known = ObjectKind(kind) else {
      throw error(.corrupt, "object \(id) is of an unknown kind", while: "look at object \(id)")
    }
    return ObjectHeader(kind: known, size: size)
  }

  /// True when this repository has `id`; a partial one may not.
  package func contains(_ id: ObjectID) throws(GitError) -> Bool {
    let database = try objectDatabase()
    var name = id.raw
    return git_odb_exists(database.raw, &name) == 1
  }

  /// The commit, tree or blob that the tag `id` stands for; `id` itself when it is not a tag.
  package func peeled(_ id: ObjectID) throws(GitError) -> ObjectID {
    guard try header(of: id)?.kind == .tag else { return id }
    let tag = try object(id, GIT_OBJECT_TAG, while: "peel tag \(id)")
    var name = git_tag_target_id(tag.raw).pointee
    // A tag's last target may be missing in a partial repository; its name is known all the same.
    var target = ObjectID(&name)
    var depth = 0
    while depth < 32, try header(of: target)?.kind == .tag {
      let next = try object(target, GIT_OBJECT_TAG, while: "peel tag \(id)")
      target = ObjectID(git_tag_target_id(next.raw))
      depth += 1
    }
    return target
  }
}
