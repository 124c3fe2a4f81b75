import JSON

/// What GitHub answers about itself and the caller.
let rootRoutes: [Route] = [
  Route("GET /user", showUser),
  Route("GET /users/{login}", showNamedUser),
  Route("GET /rate_limit", showRateLimit),
  Route("GET /meta", showMeta),
]

@Sendable private func showUser(_ call: Call, _ forge: Forge) async throws -> Reply {
  let (_, rendering) = try await forge.view(for: call)
  return .ok(rendering.ownUser(forge.identity.owner))
}

@Sendable private func showNamedUser(_ call: Call, _ forge: Forge) async throws -> Reply {
  guard call["login"].lowercased() == forge.identity.owner.lowercased() else {
    throw Refusal.notFound
  }
  return try await showUser(call, forge)
}

@Sendable private func showRateLimit(_ call: Call, _ forge: Forge) async throws -> Reply {
  let limit = RateAllowance.rendered(at: forge.now)
  return .ok([
    "resources": ["core": limit, "search": limit, "graphql": limit], "rate": limit,
  ])
}

@Sendable private func showMeta(_ call: Call, _ forge: Forge) async throws -> Reply {
  .ok(["verifiable_password_authentication": false, "installed_version": "local"])
}

/// The request budget that every reply reports; nothing is limited on loopback.
enum RateAllowance {
  /// Requests an hour.
  static let limit = 5000

  static func rendered(at now: Timestamp) -> JSONValue {
    [
      "limit": limit.json, "remaining": limit.json,
      "reset": .integer(now.seconds + 3600), "used": 0,
    ]
  }
}
