import Git
import JSON

/// The repository and its branches; what protects them is in ``protectionRoutes``.
let repositoryRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}", showRepository),
  Route("GET /repos/{owner}/{repo}/branches", listBranches),
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
