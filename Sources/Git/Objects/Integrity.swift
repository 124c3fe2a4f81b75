internal import CGit2
import Foundation

extension OpenRepository {
  /// Fails with the first thing that is damaged: a reference that leads nowhere, an object that is not
  /// what its id says, or one that names another that is missing.
  ///
  /// Reads every object, as `git fsck --full` does (<https://git-scm.com/docs/git-fsck>), so it is for
  /// small repositories and for those who doubt. For whole repositories only: what a shallow or partial
  /// one left out counts as missing.
  package func verify() throws(GitError) {
    let operation = "verify the repository"
    for name in try referenceNames().union(looseNames()) {
      guard let reference = try reference(try ReferenceName(name)) else {
        throw error(.corrupt, "\(name) leads nowhere", while: operation)
      }
      try require(reference.id, for: name, operation)
    }
    let database = try objectDatabase()
    for id in try objectNames(in: database) {
      let references = try verifiedReferences(of: id, in: database)
      for named in references { try require(named, for: "object \(id)", operation) }
    }
  }

  /// Every file below `refs/`: libgit2's own lists pass over those that it cannot read. Locks are not
  /// references.
  private func looseNames() -> Set<String> {
    let folder = gitDirectory + "refs/"
    let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return Set(
      found.filter { path in
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(
          atPath: folder + path, isDirectory: &isFolder)
        return isThere && !isFolder.boolValue && !path.hasSuffix(".lock")
      }.map { "refs/" + $0 })
  }

  private func require(
    _ id: ObjectID, for what: String, _ operation: String
  ) throws(GitError) {
    guard try !contains(id) else { return }
    throw error(.corrupt, "\(what) names \(id), which is missing", while: operation)
  }

  private func objectNames(in database: borrowing Handle) throws(GitError) -> [ObjectID] {
    let names = ObjectNames()
    let code = git_odb_foreach(
      database.raw,
      { id, payload in
        guard let id, let payload else { return 0 }
        Unmanaged<ObjectNames>.fromOpaque(payload).takeUnretainedValue().found.append(ObjectID(id))
        return 0
      }, Unmanaged.passUnretained(names).toOpaque())
    try check(code, "list the objects")
    return names.found
  }

  /// What the object `id` names, once its content is known to be its own.
  private func verifiedReferences(
    of id: ObjectID, in database: borrowing Handle
  ) throws(GitError) -> [ObjectID] {
    let operation = "verify object \(id)"
    var name = id.raw
    var found: OpaquePointer?
    let code = git_odb_read(&found, database.raw, &name)
    guard code == 0, let found else {
      throw GitError(code: code, while: operation, in: location.path)
    }
    let object = Handle(found) { git_odb_object_free($0) }
    let kind = git_odb_object_type(object.raw)
    var actual = git_oid()
    try check(
      git_odb_hash(
        &actual, git_odb_object_data(object.raw), git_odb_object_size(object.raw), kind),
      operation)
    guard ObjectID(&actual) == id else {
      throw error(.corrupt, "its content has the id \(ObjectID(&actual))", while: operation)
    }
    return try references(of: id, kind)
  }

  private func references(
    of id: ObjectID, _ kind: git_object_t
  ) throws(GitError) -> [ObjectID] {
    switch kind {
    case GIT_OBJECT_COMMIT:
      let commit = try commit(id)
      return [commit.tree] + commit.parents
    case GIT_OBJECT_TREE:
      // A submodule's commit lives in another repository.
      return try entries(of: id, folder: "").filter { $0.kind != .submodule }.map(\.id)
    case GIT_OBJECT_TAG: return [try annotatedTag(id).target]
    default: return []
    }
  }
}

/// What libgit2's callback fills.
private final class ObjectNames {
  var found: [ObjectID] = []
}
