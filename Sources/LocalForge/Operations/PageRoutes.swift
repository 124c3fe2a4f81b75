/// The pages for people: few, plain, without scripts.
let pageRoutes: [Route] = [
  Route("GET /", showFirstPage),
  Route("GET /{owner}/{repo}", showFirstPage),
  Route("GET /{owner}/{repo}/pull/{number}", showPullPage),
  Route("GET /{owner}/{repo}/releases", showReleasesPage),
  Route("GET /{owner}/{repo}/releases/tag/{tag+}", showReleasesPage),
]

@Sendable private func showFirstPage(_ call: Call, _ forge: Forge) async throws -> Reply {
  .page(RepositoryPage(links: call.links, state: try await forge.state()).html)
}

@Sendable private func showPullPage(_ call: Call, _ forge: Forge) async throws -> Reply {
  let state = try await forge.state()
  let pull = try state.pull(try call.number("number"))
  let view = PullPage(
    links: call.links, pull: pull, statuses: state.statuses(of: pull.head.commit),
    comments: state.comments(of: pull.number))
  return .page(view.html)
}

/// All releases, or the one of a tag.
@Sendable private func showReleasesPage(_ call: Call, _ forge: Forge) async throws -> Reply {
  let all = try await forge.state().releases.values.sorted { $0.id > $1.id }
  let tag = call.parameters["tag"]
  let shown = all.filter { release in
    tag.map { $0 == release.tag || $0 == "untagged-\(release.id)" } ?? true
  }
  guard tag == nil || !shown.isEmpty else { throw Refusal.notFound }
  return .page(ReleasesPage(links: call.links, releases: shown).html)
}
