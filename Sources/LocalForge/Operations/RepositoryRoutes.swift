import Git
import JSON

/// The repository, its branches and tags; what protects them is in ``protectionRoutes``.
let repositoryRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}", showRepository),
  Route("GET /repos/{owner}/{repo}/branches", listBranches),
  Route("GET /repos/{owner}/{repo}/immutable-releases", showImmutableReleases),
  Route("GET /repos/{owner}/{repo}/hash-algorithm", showHashAlgorithm),
  Route("GET /repos/{owner}/{repo}/tags", listTags),
  Route("GET /repos/{owner}/{repo}/contents/{path+}", showContents),
]

@Sendable private func showRepository(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (_, rendering) = try await forge.view(for: call)
  return .ok(rendering.repository())
}

@Sendable private func listBranches(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (branches, head) = try await forge.read { repository in
    (try repository.references(withPrefix: "refs/heads/"), try repository.head())
  }
  return .list(branches, for: call) { branch in
    [
      "name": .string(branch.name.branch ?? ""),
      "commit": [
        "sha": branch.id.json,
        "url": .string(call.links.repository("commits/\(branch.id)")),
      ], "protected": .bool(branch.name == head),
    ]
  }
}

@Sendable private func showImmutableReleases(_ call: Call, _ forge: Forge) async throws -> Reply {
  throw Refusal.notFound
}

@Sendable private func showHashAlgorithm(_ call: Call, _ forge: Forge) async throws -> Reply {
  .ok(["hash_algorithm": "sha1"])
}

@Sendable private func listTags(_ call: Call, _ forge: Forge) async throws -> Reply {
  let tags = try await forge.read { repository in
    try repository.references(withPrefix: "refs/tags/")
  }
  return .list(tags.reversed(), for: call) { tag in
    let name = tag.name.tag ?? ""
    return [
      "name": .string(name), "node_id": .string("REF_\(tag.name)"),
      "zipball_url": .string(call.links.repository("zipball/\(tag.name)")),
      "tarball_url": .string(call.links.repository("tarball/\(tag.name)")),
      "commit": [
        "sha": tag.peeled.json,
        "url": .string(call.links.repository("commits/\(tag.peeled)")),
      ],
    ]
  }
}
