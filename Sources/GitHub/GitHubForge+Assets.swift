import Errors
import HTTP
import JSON
import RollPlanning
import Rolling

extension GitHubForge {
  /// Uploads one file, and makes sure that the forge holds exactly that file.
  ///
  /// A file that arrived damaged is deleted and sent once more. A published release is completed, too, unless
  /// it is immutable:
  /// <https://docs.github.com/en/code-security/supply-chain-security/understanding-your-software-supply-chain/immutable-releases>.
  /// <https://docs.github.com/en/rest/releases/assets#upload-a-release-asset>
  func upload(_ asset: AssetDraft, to release: Int) async throws(Failure) {
    let what = "uploading \(asset.name)"
    let path = repository + ["releases", "\(release)"]
    guard let reply = try await rest.find(path, doing: what) else {
      throw changed("the release is gone", what)
    }
    let facts = try ReleaseFacts(reply)
    guard facts.isDraft || !facts.isImmutable else {
      throw Failure(
        .rejected, doing: what, found: "the release \(facts.tag) is immutable",
        hint: "do nothing: later rolls are not affected")
    }
    if let shown = facts.assets.first(where: { $0.name == asset.name }) {
      guard fault(of: shown, asset) == nil else {
        throw changed("another file has this name", what)
      }
      return
    }
    let request = try request(asset, try reply.text("upload_url"), what)
    for isLast in [false, true] {
      let shown = try AssetFacts(try await rest.answer(to: request, what).reply)
      guard let fault = fault(of: shown, asset) else { return }
      try await remove(shown.id, doing: what)
      if isLast || !fault.mayPass { throw fault.error(doing: what) }
    }
  }

  private func request(
    _ asset: AssetDraft, _ template: String, _ what: String
  ) throws(Failure) -> HTTPRequest {
    var request = try rest.request(.post, uploadURL(template, asset, what))
    request.headers["Content-Type"] = "application/octet-stream"
    switch asset.content {
    case .bytes(let bytes): request.body = .bytes(bytes)
    case .file(let url): request.body = .file(url)
    case .artifact(let target):
      throw Failure(
        .rejected, doing: what, found: "the file built for \(target) was not looked up",
        hint: "this is a bug in roller; please report it")
    }
    request.limits.deadline *= 30
    // The forge takes its digest before it answers.
    request.limits.idle *= 4
    return request
  }

  /// `upload_url` is a template, `…/assets{?name,label}`, and the forge's own word: the token goes to
  /// the origins that we know and to no other.
  private func uploadURL(
    _ template: String, _ asset: AssetDraft, _ what: String
  ) throws(Failure) -> HTTPURL {
    let plain = String(template.prefix { $0 != "{" })
    guard let url = try? HTTPURL(plain).appending(query: [("name", asset.name)]),
      address.uploadOrigins.contains(url.origin)
    else {
      throw Failure(
        .rejected, doing: what, found: "an upload URL on another host",
        hint: "the token goes to \(address.api.origin) only; see --http-log")
    }
    return url
  }
}

/// How a file on the forge differs from the one that was sent.
private struct AssetFault {
  let found: String
  let hint: String
  /// Whether sending it again may help.
  let mayPass: Bool

  func error(doing what: String) -> Failure {
    Failure(
      mayPass ? .unavailable(afterSeconds: nil) : .rejected, doing: what,
      found: found + "; it was deleted again", hint: hint)
  }
}

private func fault(of shown: AssetFacts, _ wanted: AssetDraft) -> AssetFault? {
  guard shown.name == wanted.name else {
    return AssetFault(
      found: "the forge gave it another name",
      hint: "use letters, digits, dots, hyphens and underscores only", mayPass: false)
  }
  guard shown.isUploaded else {
    return AssetFault(found: "the upload did not finish", hint: "roll again", mayPass: true)
  }
  guard let digest = shown.digest else {
    return AssetFault(
      found: "the forge shows no digest",
      hint: "roller publishes a release only when each file is verified; update the server",
      mayPass: false)
  }
  guard digest == wanted.digest, shown.size == wanted.size else {
    return AssetFault(
      found: "the forge holds \(digest), we sent \(wanted.digest)",
      hint: "roll again; if that does not help, check whether the file changes during the upload",
      mayPass: true)
  }
  return nil
}
