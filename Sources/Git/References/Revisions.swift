internal import CGit2

extension OpenRepository {
  /// The commit that `text` names, in git's own language of revisions: `main~3`, `v0.1.0`,
  /// `main@{yesterday}`, an abbreviated id.
  ///
  /// Annotated tags are peeled. <https://git-scm.com/docs/gitrevisions>
  package func commit(named text: String) throws(GitError) -> ObjectID {
    let operation = "look up the revision \(text.prefix(200).debugDescription)"
    guard !text.isEmpty, !text.hasPrefix("-"), !text.utf8.contains(0) else {
      throw notARevision(text, while: operation)
    }
    var found: OpaquePointer?
    let code = git_revparse_single(&found, raw, text)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue {
      throw notARevision(text, while: operation)
    }
    try check(code, operation)
    guard let found else { throw notARevision(text, while: operation) }
    let object = Handle(found) { git_object_free($0) }
    var peeled: OpaquePointer?
    guard git_object_peel(&peeled, object.raw, GIT_OBJECT_COMMIT) == 0, let peeled else {
      throw error(
        .invalid, "it is not a commit", while: operation,
        hint: "give a commit, a branch, or a tag of a commit")
    }
    let commit = Handle(peeled) { git_object_free($0) }
    return ObjectID(git_object_id(commit.raw))
  }

  private func notARevision(_ text: String, while operation: String) -> GitError {
    error(
      .notFound, "there is no such revision", while: operation,
      hint: isShallow
        ? "this clone is shallow: \(Self.unshallow)"
        : "see git help revisions for the syntax; fetch it if it is in another repository")
  }
}
