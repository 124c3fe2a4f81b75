import Git
import JSON

/// Releases: drafted, published, found and deleted.
let releaseRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/releases", listReleases),
  Route("POST /repos/{owner}/{repo}/releases", createRelease),
  Route("GET /repos/{owner}/{repo}/releases/latest", showLatestRelease),
  Route("GET /repos/{owner}/{repo}/releases/tags/{tag+}", showReleaseOfTag),
  Route("GET /repos/{owner}/{repo}/releases/{release}", showRelease),
  Route("PATCH /repos/{owner}/{repo}/releases/{release}", editRelease),
  Route("DELETE /repos/{owner}/{repo}/releases/{release}", deleteRelease),
]

@Sendable private func listReleases(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let newestFirst = state.releases.values.sorted { $0.id > $1.id }
  return .list(newestFirst, for: call) { rendering.release($0) }
}

@Sendable private func showRelease(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  return .ok(rendering.release(try state.release(try call.number("release"))))
}

@Sendable private func showReleaseOfTag(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  guard let release = state.published(tag: call["tag"]) else { throw Refusal.notFound }
  return .ok(rendering.release(release))
}

/// The newest published full release.
@Sendable private func showLatestRelease(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (state, rendering) = try await forge.view(for: call)
  let full = state.releases.values.filter { !$0.isDraft && !$0.isPrerelease }
  guard let latest = full.max(by: { ($0.created, $0.id) < ($1.created, $1.id) }) else {
    throw Refusal.notFound
  }
  return .ok(rendering.release(latest))
}

@Sendable private func createRelease(_ call: Call, _ forge: Forge) async throws -> Reply {
  let fields = try call.fields()
  try fields.require("tag_name")
  let edit = try ReleaseEdit(fields)
  let now = forge.now
  let author = forge.identity.owner
  let release = try await forge.change("Create release \(edit.tag ?? "")") { draft, repository in
    let head = try repository.head()?.branch ?? "main"
    let release = Release(
      id: draft.state.takeID(), tag: "", target: head, isPrerelease: false, author: author,
      created: now, updated: now)
    return try draft.apply(edit, to: release, at: now, in: repository)
  }
  return .created(try await forge.view(for: call).1.release(release))
}

@Sendable private func editRelease(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try call.number("release")
  let edit = try ReleaseEdit(try call.fields())
  let now = forge.now
  let release = try await forge.change("Edit release \(id)") { draft, repository in
    let release = try draft.state.release(id)
    return try draft.apply(edit, to: release, at: now, in: repository)
  }
  return .ok(try await forge.view(for: call).1.release(release))
}

/// The tag stays, as on GitHub.
@Sendable private func deleteRelease(_ call: Call, _ forge: Forge) async throws -> Reply {
  let id = try call.number("release")
  let gone = try await forge.change("Delete release \(id)") { draft, _ in
    let release = try draft.state.release(id)
    draft.state.remove(release)
    return release.assets.map(\.digest)
  }
  try await forge.free(gone)
  return .noContent
}
