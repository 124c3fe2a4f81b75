import Git
import JSON

/// The repository, its branches, tags and rules.
let repositoryRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}", showRepository),
  Route("GET /repos/{owner}/{repo}/branches", listBranches),
  Route("GET /repos/{owner}/{repo}/branches/{branch+}/protection", showProtection),
  Route("GET /repos/{owner}/{repo}/branches/{branch+}", showBranch),
  Route("GET /repos/{owner}/{repo}/rules/branches/{branch+}", listRules),
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

@Sendable private func showBranch(_ call: Call, _ forge: Forge) async throws -> Reply {
  let name = call["branch"]
  let found = try await forge.read { repository -> (Git.Commit, isProtected: Bool)? in
    guard let reference = try? ReferenceName(branch: name),
      let tip = try repository.reference(reference)?.id
    else { return nil }
    return (try repository.commit(tip), try repository.head() == reference)
  }
  guard let (commit, isProtected) = found else { throw Refusal(404, "Branch not found") }
  let (_, rendering) = try await forge.view(for: call)
  let own = call.links.repository("branches/\(percentEncoded(name, keeping: "/"))")
  return .ok([
    "name": .string(name), "commit": rendering.commit(commit),
    "_links": ["self": .string(own), "html": .string(call.links.page("tree/\(name)"))],
    "protected": .bool(isProtected), "protection": ["enabled": .bool(isProtected)],
    "protection_url": .string(own + "/protection"),
  ])
}

@Sendable private func showProtection(_ call: Call, _ forge: Forge) async throws -> Reply {
  throw Refusal(404, "Branch not protected")
}

/// Only one rule is enforced here: the default branch is neither forced nor deleted.
@Sendable private func listRules(_ call: Call, _ forge: Forge) async throws -> Reply {
  let head = try await forge.read { repository in try repository.head() }
  let kinds = head?.branch == call["branch"] ? ["deletion", "non_fast_forward"] : []
  return .list(kinds, for: call) { kind in
    [
      "type": .string(kind), "ruleset_source_type": "Repository",
      "ruleset_source": .string(call.links.fullName), "ruleset_id": 1,
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
