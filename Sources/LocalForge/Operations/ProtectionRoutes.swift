import Git
import JSON

/// Single branches and what they are protected against.
let protectionRoutes: [Route] = [
  Route("GET /repos/{owner}/{repo}/branches/{branch+}/protection", showProtection),
  Route("GET /repos/{owner}/{repo}/branches/{branch+}", showBranch),
  Route("GET /repos/{owner}/{repo}/rules/branches/{branch+}", listRules),
]

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
  let required = isProtected ? try await forge.requiredChecks() : RequiredChecks(all: [])
  return .ok([
    "name": .string(name), "commit": rendering.commit(commit),
    "_links": ["self": .string(own), "html": .string(call.links.page("tree/\(name)"))],
    "protected": .bool(isProtected),
    "protection": [
      "enabled": .bool(isProtected), "required_status_checks": required.summary,
    ],
    "protection_url": .string(own + "/protection"),
  ])
}

@Sendable private func showProtection(_ call: Call, _ forge: Forge) async throws -> Reply {
  let head = try await forge.read { repository in try repository.head() }
  guard head?.branch == call["branch"] else { throw Refusal(404, "Branch not protected") }
  let own = call.links.repository(
    "branches/\(percentEncoded(call["branch"], keeping: "/"))/protection")
  let required = try await forge.requiredChecks()
  var members = JSONObject(of: [
    ("url", .string(own)),
    ("enforce_admins", ["url": .string(own + "/enforce_admins"), "enabled": true]),
    ("required_linear_history", ["enabled": false]), ("allow_force_pushes", ["enabled": false]),
    ("allow_deletions", ["enabled": false]),
  ])
  if !required.all.isEmpty {
    var checks = required.summary.object ?? JSONObject()
    checks["url"] = .string(own + "/required_status_checks")
    checks["contexts_url"] = .string(own + "/required_status_checks/contexts")
    checks["strict"] = false
    members["required_status_checks"] = .object(checks)
  }
  return .ok(.object(members))
}

/// The rules that are enforced here: the default branch is neither forced nor deleted, and moves only
/// to what has the required checks.
///
/// <https://docs.github.com/rest/repos/rules#get-rules-for-a-branch>
@Sendable private func listRules(_ call: Call, _ forge: Forge) async throws -> Reply {
  let head = try await forge.read { repository in try repository.head() }
  guard head?.branch == call["branch"] else { return .list([JSONValue](), for: call) { $0 } }
  var rules: [JSONObject] = ["deletion", "non_fast_forward"].map { kind in
    JSONObject(of: [("type", .string(kind))])
  }
  let required = try await forge.requiredChecks()
  if !required.all.isEmpty {
    rules.append(
      JSONObject(of: [("type", "required_status_checks"), ("parameters", required.parameters)]))
  }
  return .list(rules, for: call) { rule in
    var rule = rule
    rule["ruleset_source_type"] = "Repository"
    rule["ruleset_source"] = .string(call.links.fullName)
    rule["ruleset_id"] = 1
    return .object(rule)
  }
}

extension RequiredChecks {
  /// As `branches/BRANCH` and its protection tell them.
  fileprivate var summary: JSONValue {
    [
      "enforcement_level": all.isEmpty ? "off" : "everyone",
      "contexts": .array(all.map { .string($0.context) }),
      "checks": .array(
        all.map { check in
          [
            "context": .string(check.context),
            "app_id": check.app.map { appID(of: $0).json } ?? .null,
          ]
        }),
    ]
  }

  /// As `rules/branches/BRANCH` tells them.
  fileprivate var parameters: JSONValue {
    [
      "required_status_checks": .array(
        all.map { check in
          var members = JSONObject(of: [("context", .string(check.context))])
          members["integration_id"] = check.app.map { appID(of: $0).json }
          return .object(members)
        }), "strict_required_status_checks_policy": false, "do_not_enforce_on_create": true,
    ]
  }
}
