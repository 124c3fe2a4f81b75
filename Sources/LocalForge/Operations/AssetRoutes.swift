import Digest
import JSON

/// The files of releases, except for sending them, which ``AssetUpload`` does.
let assetRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/releases/{release}/assets", listAssets),
  Route("GET /repos/{owner}/{repo}/releases/assets/{asset}", showAsset),
  Route("PATCH /repos/{owner}/{repo}/releases/assets/{asset}", editAsset),
  Route("DELETE /repos/{owner}/{repo}/releases/assets/{asset}", deleteAsset),
  Route("GET /{owner}/{repo}/releases/download/{tag}/{name}", downloadAsset),
]

@Sendable private func listAssets(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let release = try state.release(try call.number("release"))
  return .list(release.assets, for: call) { rendering.asset($0, of: release) }
}

/// Its description, or its bytes for `Accept: application/octet-stream`.
@Sendable private func showAsset(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let (release, index) = try state.asset(try call.number("asset"))
  let asset = release.assets[index]
  guard call.accept.contains("application/octet-stream") else {
    return .ok(rendering.asset(asset, of: release))
  }
  return bytes(of: asset, in: forge)
}

@Sendable private func downloadAsset(_ call: Call, _ forge: Forge) async throws -> Reply {
  let state = try await forge.state()
  let tag = call["tag"]
  let release = state.releases.values.first { release in
    release.isDraft ? tag == "untagged-\(release.id)" : tag == release.tag
  }
  guard let asset = release?.assets.first(where: { $0.name == call["name"] }) else {
    throw Refusal.notFound
  }
  return bytes(of: asset, in: forge)
}

private func bytes(of asset: ReleaseAsset, in forge: Forge) -> Reply {
  Reply(
    status: 200,
    content: .file(forge.assets.place(of: asset.digest), type: asset.type, name: asset.name))
}

@Sendable private func editAsset(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try call.number("asset")
  let fields = try call.fields()
  let name = try fields.text("name").map(normalizedAssetName)
  let label = try fields.text("label")
  let now = forge.now
  let (release, index) = try await forge.change("Edit asset \(id)") { draft, _ in
    var (release, index) = try draft.state.asset(id)
    if let name, release.assets.contains(where: { $0.name == name && $0.id != id }) {
      throw Refusal.alreadyExists("ReleaseAsset", field: "name")
    }
    release.assets[index].name = name ?? release.assets[index].name
    release.assets[index].label = label ?? release.assets[index].label
    release.assets[index].updated = now
    draft.state.put(release)
    return (release, index)
  }
  let (_, rendering) = try await forge.view(for: call)
  return .ok(rendering.asset(release.assets[index], of: release))
}

@Sendable private func deleteAsset(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try call.number("asset")
  let now = forge.now
  let digest = try await forge.change("Delete asset \(id)") { draft, _ in
    var (release, index) = try draft.state.asset(id)
    let asset = release.assets.remove(at: index)
    release.updated = now
    draft.state.put(release)
    return asset.digest
  }
  try await forge.free([digest])
  return .noContent
}

extension Forge {
  /// Frees the bytes that no release holds any longer, on the thread that also keeps new ones.
  func free(_ digests: [SHA256Digest]) async throws {
    guard !digests.isEmpty else { return }
    try await store.change("Free files") { draft, _ in
      for digest in digests where !draft.state.needs(digest) { assets.remove(digest) }
    }
  }
}
