import HTTP
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  /// <https://docs.github.com/en/rest/releases/releases#create-a-release>
  func create(_ draft: ReleaseDraft) async throws(ForgeError) {
    try await rest.write(
      .post, repository + ["releases"],
      [
        "tag_name": .string("\(draft.tag)"), "target_commitish": .string("\(draft.commit)"),
        "name": .string(draft.title), "body": .string(draft.body), "draft": true,
        "prerelease": .bool(draft.tag.version.preRelease != nil), "make_latest": "false",
      ], doing: "drafting the release \(draft.tag)")
  }

  /// Looks once more: what somebody published meanwhile is never deleted.
  func deleteDraft(_ id: Int) async throws(ForgeError) {
    let what = "deleting the draft \(id)"
    let found = try await rest.get(repository + ["releases", "\(id)"], doing: what)
    guard try found.flag("draft") else {
      throw ForgeError(
        kind: .moved, doing: what, found: "it is published", hint: "the facts are read again")
    }
    try await rest.write(.delete, repository + ["releases", "\(id)"], doing: what)
  }

  func deleteAsset(_ id: Int) async throws(ForgeError) {
    try await rest.write(
      .delete, repository + ["releases", "assets", "\(id)"], doing: "deleting the asset \(id)")
  }

  /// Publishes, and reads back that it is.
  func publish(_ id: Int, _ tag: ReleaseTag) async throws(ForgeError) {
    let what = "publishing \(tag)"
    try await rest.write(
      .patch, repository + ["releases", "\(id)"], ["draft": false], doing: what)
    let shown = try await rest.get(repository + ["releases", "\(id)"], doing: what)
    guard try !shown.flag("draft"), try shown.text("tag_name") == "\(tag)" else {
      throw ForgeError(
        kind: .malformed, doing: what, found: "it is still a draft, or of another tag",
        hint: "look at \(try shown.text("html_url"))")
    }
  }

  /// Uploads one file to a draft and compares the digest that the forge took of it.
  ///
  /// <https://docs.github.com/en/rest/releases/assets#upload-a-release-asset>
  func upload(_ asset: AssetDraft, to release: Int) async throws(ForgeError) {
    let what = "uploading \(asset.name)"
    let draft = try await rest.get(repository + ["releases", "\(release)"], doing: what)
    var request = try rest.request(.post, uploadURL(try draft.text("upload_url"), asset, what))
    request.headers["Content-Type"] = "application/octet-stream"
    switch asset.content {
    case .bytes(let bytes): request.body = .bytes(bytes)
    case .file(let url): request.body = .file(url)
    case .artifact(let target):
      throw ForgeError(
        kind: .refused, doing: what, found: "the file built for \(target) was not looked up",
        hint: "this is a fault of roller's; report it")
    }
    request.limits.deadline = .seconds(1_800)
    guard let reply = try await rest.write(request, what) else {
      throw ForgeError(kind: .moved, doing: what, found: "an empty answer", hint: "looked up again")
    }
    try await verify(try AssetFacts(reply), asset, what)
  }

  private func verify(
    _ shown: AssetFacts, _ asset: AssetDraft, _ what: String
  ) async throws(ForgeError) {
    guard let digest = shown.digest, digest != asset.digest else { return }
    try await deleteAsset(shown.id)
    throw ForgeError(
      kind: .tryLater(afterSeconds: nil), doing: what,
      found: "the forge holds \(digest), we sent \(asset.digest); it was deleted again",
      hint: "roll again")
  }

  /// `upload_url` is a template, `…/assets{?name,label}`, and the forge's own word: the token goes to
  /// the origins that we know and to no other.
  private func uploadURL(
    _ template: String, _ asset: AssetDraft, _ what: String
  ) throws(ForgeError) -> HTTPURL {
    let plain = String(template.prefix { $0 != "{" })
    guard let url = try? HTTPURL(plain).appending(query: [("name", asset.name)]),
      address.uploadOrigins.contains(url.origin)
    else {
      throw ForgeError(
        kind: .refused, doing: what, found: "an upload URL on another host",
        hint: "the token goes to \(address.api.origin) only; see --http-log")
    }
    return url
  }
}
