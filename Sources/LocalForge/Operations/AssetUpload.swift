import JSON

/// A file that a client sends to a release: what is known before its bytes arrive.
///
/// <https://docs.github.com/rest/releases/assets#upload-a-release-asset>
struct AssetUpload: Sendable, Equatable {
  let release: Int
  let name: String
  let label: String?
  let type: String

  /// The upload that `call` asks for; nil when it is another call.
  init?(_ call: Call, contentType: String?) throws(Refusal) {
    guard call.method == "POST", let bound = Self.pattern.match(call.segments) else { return nil }
    guard let release = bound["release"].flatMap({ Int($0) }) else { throw .notFound }
    self.release = release
    guard let name = call.query["name"], !name.isEmpty else {
      throw .validation(FieldError(resource: "ReleaseAsset", code: "missing_field", field: "name"))
    }
    self.name = normalizedAssetName(name)
    label = call.query["label"]
    type = contentType ?? "application/octet-stream"
  }

  private static let pattern = RoutePattern("/repos/{owner}/{repo}/releases/{release}/assets")

  /// Refuses early what would be refused in the end, before gigabytes are sent.
  func check(_ state: ForgeState) throws(Refusal) {
    let release = try state.release(release)
    guard !release.assets.contains(where: { $0.name == name }) else {
      throw .alreadyExists("ReleaseAsset", field: "name")
    }
  }

  /// Adds `file`, received whole, to its release.
  func complete(_ file: FinishedFile, in forge: Forge, for call: Call) async throws -> Reply {
    let now = forge.now
    let author = forge.identity.owner
    let (grown, asset) = try await forge.change("Upload \(name)") { draft, _ in
      try check(draft.state)
      try forge.assets.keep(file)
      var release = try draft.state.release(self.release)
      let asset = ReleaseAsset(
        id: draft.state.takeID(), name: name, label: label, type: type, size: file.size,
        digest: file.digest, author: author, created: now, updated: now)
      release.assets.append(asset)
      release.updated = now
      draft.state.put(release)
      return (release, asset)
    }
    let (_, rendering) = try await forge.view(for: call)
    return .created(rendering.asset(asset, of: grown))
  }
}
