internal import CGit2

/// An annotated tag object, as it is recorded.
package struct AnnotatedTag: Sendable, Hashable, Identifiable {
  package let id: ObjectID
  /// The name inside the object, without `refs/tags/`.
  package let name: String
  package let target: ObjectID
  package let targetKind: ObjectKind
  /// Nil in some very old tags.
  package let tagger: Signature?
  package let message: String
}

/// What it takes to make an annotated tag of a commit; equal drafts make tags with equal ids.
package struct TagDraft: Sendable, Hashable {
  package var name: String
  package var target: ObjectID
  package var tagger: Signature
  package var message: String

  package init(name: String, target: ObjectID, tagger: Signature, message: String) {
    self.name = name
    self.target = target
    self.tagger = tagger
    self.message = message
  }
}

extension OpenRepository {
  /// The annotated tag object `id`.
  package func annotatedTag(_ id: ObjectID) throws(GitError) -> AnnotatedTag {
    let tag = try object(id, GIT_OBJECT_TAG, while: "read tag object \(id)")
    guard let kind = ObjectKind(git_tag_target_type(tag.raw)) else {
      throw error(.corrupt, "its target is of an unknown kind", while: "read tag object \(id)")
    }
    return AnnotatedTag(
      id: id, name: git_tag_name(tag.raw).map { repaired($0) } ?? "",
      target: ObjectID(git_tag_target_id(tag.raw)), targetKind: kind,
      tagger: git_tag_tagger(tag.raw).map { Signature($0) },
      message: git_tag_message(tag.raw).map { repaired($0) } ?? "")
  }

  /// Writes an annotated tag object; ``update(_:)-(ReferenceChange)`` then makes the reference.
  ///
  /// Kept apart so that a tag is created by the same compare-and-swap as everything else.
  package func write(_ draft: TagDraft) throws(GitError) -> ObjectID {
    let operation = "write tag \(draft.name)"
    guard !draft.message.utf8.contains(0) else {
      throw error(.invalid, "the message contains a NUL", while: operation)
    }
    _ = try ReferenceName(tag: draft.name)
    let target = try object(draft.target, GIT_OBJECT_ANY, while: operation)
    return try draft.tagger.withRaw(in: location.path) { tagger throws(GitError) in
      var id = git_oid()
      let code = git_tag_annotation_create(
        &id, raw, draft.name, target.raw, tagger, draft.message)
      try check(code, operation)
      return ObjectID(&id)
    }
  }
}
