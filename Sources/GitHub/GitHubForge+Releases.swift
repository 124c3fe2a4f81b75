import Digest
import Errors
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  /// Newest first, drafts included; the three hundred newest, which is most of a year.
  func readReleases() async throws(Failure) -> [ReleaseFacts] {
    let replies = try await rest.list(repository + ["releases"], doing: "listing the releases")
    return try replies.map { (reply) throws(Failure) in try ReleaseFacts(reply) }
      .sorted { $0.id > $1.id }
  }

  /// <https://docs.github.com/en/rest/releases/releases#create-a-release>
  func create(_ draft: ReleaseDraft) async throws(Failure) {
    let what = "drafting the release \(draft.tag)"
    try checkLength(draft.body, "body", limit: 125_000, what)
    let reply = try await rest.write(
      .post, repository + ["releases"],
      [
        "tag_name": .string("\(draft.tag)"), "target_commitish": .string("\(draft.commit)"),
        "name": .string(draft.title), "body": .string(draft.body), "draft": true,
        "prerelease": .bool(draft.tag.version.preRelease != nil), "make_latest": "false",
      ], doing: what)
    guard try reply.flag("draft"), try reply.text("tag_name") == "\(draft.tag)" else {
      throw Failure(
        .malformed, doing: what, found: "the created release is not a draft, or is for another tag",
        hint: "check the repository's releases")
    }
  }

  /// Looks once more: what somebody published meanwhile is never deleted.
  func deleteDraft(_ id: Int) async throws(Failure) {
    let what = "deleting the draft \(id)"
    let path = repository + ["releases", "\(id)"]
    guard let found = try await rest.find(path, doing: what) else { return }
    guard try found.flag("draft") else { throw changed("it is published", what) }
    try await rest.delete(path, doing: what)
  }

  /// Looks once more: a published release keeps its files, but not what a broken upload left, which is not
  /// a file yet (`starter`: <https://docs.github.com/en/rest/releases/assets#upload-a-release-asset>).
  func deleteAsset(_ id: Int, of release: Int) async throws(Failure) {
    let what = "deleting the asset \(id)"
    guard let found = try await rest.find(repository + ["releases", "\(release)"], doing: what)
    else { throw changed("the release is gone", what) }
    let facts = try ReleaseFacts(found)
    guard let shown = facts.assets.first(where: { $0.id == id }) else { return }
    guard facts.isDraft || !shown.isUploaded && !facts.isImmutable else {
      throw changed("the release is published", what)
    }
    try await remove(id, doing: what)
  }

  func remove(_ asset: Int, doing what: String) async throws(Failure) {
    try await rest.delete(repository + ["releases", "assets", "\(asset)"], doing: what)
  }

  /// Publishes a draft of exactly this tag; one that is published is done.
  func publish(_ id: Int, _ tag: ReleaseTag) async throws(Failure) {
    let what = "publishing \(tag)"
    let path = repository + ["releases", "\(id)"]
    guard let found = try await rest.find(path, doing: what) else {
      throw changed("it is gone", what)
    }
    let draft = try ReleaseFacts(found)
    guard draft.tag == "\(tag)" else { throw changed("it is for another tag", what) }
    guard draft.isDraft else { return }
    let shown = try await rest.write(.patch, path, ["draft": false], doing: what)
    guard try !shown.flag("draft"), try shown.text("tag_name") == "\(tag)" else {
      throw Failure(
        .malformed, doing: what, found: "it is still a draft, or is for another tag",
        hint: "check the repository's releases")
    }
  }
}

/// What was decided rests on facts that hold no longer.
func changed(_ found: String, _ what: String) -> Failure {
  Failure(.moved, doing: what, found: found, hint: "roller reads the state again")
}

extension ReleaseFacts {
  init(_ reply: Reply) throws(Failure) {
    self.init(
      id: try reply.integer("id"), tag: try reply.text("tag_name"),
      isDraft: try reply.flag("draft"), isImmutable: reply.value["immutable"]?.bool ?? false,
      body: try reply.optionalText("body") ?? "",
      assets: try reply.list("assets").map { (asset) throws(Failure) in
        try AssetFacts(asset)
      }, page: try reply.text("html_url"))
  }
}

extension AssetFacts {
  /// `digest` came in 2025; older servers have none.
  init(_ reply: Reply) throws(Failure) {
    self.init(
      id: try reply.integer("id"), name: try reply.text("name"),
      isUploaded: try reply.text("state") == "uploaded",
      size: Int64(try reply.integer("size")),
      digest: try reply.optionalText("digest").flatMap(SHA256Digest.init(_:)))
  }
}
