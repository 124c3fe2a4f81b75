import Git

/// What a client wants a release to be.
struct ReleaseEdit: Sendable, Equatable {
  let tag: String?
  let target: String?
  let name: String?
  let body: String?
  let isDraft: Bool?
  let isPrerelease: Bool?

  init(_ fields: Fields) throws(Refusal) {
    tag = try fields.text("tag_name")
    target = try fields.text("target_commitish")
    name = try fields.text("name")
    body = try fields.text("body")
    isDraft = try fields.flag("draft")
    isPrerelease = try fields.flag("prerelease")
    guard let tag else { return }
    guard (try? ReferenceName(tag: tag)) != nil else {
      throw .custom("Release", "tag_name is not a valid tag")
    }
  }
}

extension StateDraft {
  /// Makes `release` what `edit` says; publishing creates the tag when it is missing.
  ///
  /// Drafts are not unique per tag, published releases are
  /// (<https://docs.github.com/rest/releases/releases#create-a-release>).
  mutating func apply(
    _ edit: ReleaseEdit, to old: Release, at now: Timestamp,
    in repository: borrowing OpenRepository
  ) throws -> Release {
    var release = old
    release.tag = edit.tag ?? release.tag
    release.target = edit.target ?? release.target
    release.name = edit.name ?? release.name
    release.body = edit.body ?? release.body
    release.isPrerelease = edit.isPrerelease ?? release.isPrerelease
    if edit.isDraft == true { release.published = nil }
    let isNew = state.releases[release.id] == nil
    if edit.isDraft == false || (isNew && edit.isDraft != true) {
      release.published = release.published ?? now
    }
    if !release.isDraft { try requirePublishable(release, in: repository) }
    guard release != old || isNew else { return old }
    release.updated = now
    state.put(release)
    return release
  }

  private mutating func requirePublishable(
    _ release: Release, in repository: borrowing OpenRepository
  ) throws {
    if let other = state.published(tag: release.tag), other.id != release.id {
      throw Refusal.alreadyExists("Release", field: "tag_name")
    }
    let tag = try ReferenceName(tag: release.tag)
    guard try repository.reference(tag) == nil else { return }
    guard let commit = try repository.commit(named: release.target) else {
      throw Refusal.invalid("Release", field: "target_commitish")
    }
    references.append(.create(tag, at: commit))
  }
}
