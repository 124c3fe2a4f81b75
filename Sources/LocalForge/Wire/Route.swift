/// What answers a call.
typealias Operation = @Sendable (Call, Forge) async throws -> Reply

/// A method and a path's shape, and what answers them.
struct Route: Sendable {
  let method: String
  let pattern: RoutePattern
  let operation: Operation

  /// `what` is written as GitHub's documentation writes it: `GET /repos/{owner}/{repo}`.
  init(_ what: String, _ operation: @escaping Operation) {
    let words = what.split(separator: " ")
    method = String(words[0])
    pattern = RoutePattern(String(words[1]))
    self.operation = operation
  }
}

/// Every route, the more special before the more general.
let routes: [Route] =
  rootRoutes + protectionRoutes + repositoryRoutes + referenceRoutes
  + checkRunRoutes + statusRoutes + commitRoutes + pullRoutes + mergeRoutes + issueRoutes
  + releaseRoutes + assetRoutes + pageRoutes

/// The route for a method and a decoded path, and what it binds.
func route(method: String, segments: [String]) -> (Route, [String: String])? {
  for route in routes where route.method == method {
    if let bound = route.pattern.match(segments) { return (route, bound) }
  }
  return nil
}
