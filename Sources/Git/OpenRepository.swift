internal import CGit2

/// A repository that this task has open; every reading and writing word of the room is its method.
///
/// It cannot be copied or sent, so two tasks never share one libgit2 handle.
package struct OpenRepository: ~Copyable {
  let raw: OpaquePointer
  /// Where it is.
  package let location: Repository

  init(_ raw: OpaquePointer, at location: Repository) {
    self.raw = raw
    self.location = location
  }

  deinit {
    git_repository_free(raw)
  }

  /// The folder that holds `objects` and `refs`.
  package var gitDirectory: String {
    git_repository_path(raw).map { String(cString: $0) } ?? location.path
  }

  /// Turns a code of libgit2 into a ``GitError``, in the same breath as the call.
  func check(_ code: Int32, _ operation: @autoclosure () -> String) throws(GitError) {
    guard code < 0 else { return }
    throw GitError(code: code, while: operation(), in: location.path)
  }

  func error(
    _ reason: GitError.Reason, _ message: String, while operation: String, hint: String? = nil
  ) -> GitError {
    GitError(reason, message, while: operation, in: location.path, hint: hint)
  }

  /// Looks `id` up as the kind that the caller needs and owns the result.
  func object(
    _ id: ObjectID, _ kind: git_object_t, while operation: String
  ) throws(GitError) -> Handle {
    var object: OpaquePointer?
    var name = id.raw
    let code = git_object_lookup(&object, raw, &name, kind)
    guard code == 0, let object else {
      let error = GitError(code: code, while: operation, in: location.path)
      throw error.reason == .notFound
        ? missing(id, isCommit: kind == GIT_OBJECT_COMMIT, error) : error
    }
    return Handle(object) { git_object_free($0) }
  }

  /// The object database, for sizes and existence without reading an object whole.
  func objectDatabase() throws(GitError) -> Handle {
    var database: OpaquePointer?
    let code = git_repository_odb(&database, raw)
    guard code == 0, let database else {
      throw GitError(code: code, while: "open the object database", in: location.path)
    }
    return Handle(database) { git_odb_free($0) }
  }
}
