import Testing

@testable import LocalForge

@Suite("Routes", .timeLimit(.minutes(20)))
struct RoutePatternTests {
  @Test("a pattern binds names, and names with plus take slashes")
  func binds() {
    let pattern = RoutePattern("/repos/{owner}/{repo}/commits/{ref+}/status")
    let bound = pattern.match(["repos", "o", "r", "commits", "roll", "nightly", "status"])
    #expect(bound == ["owner": "o", "repo": "r", "ref": "roll/nightly"])
    #expect(pattern.match(["repos", "o", "r", "commits", "status"]) == nil)
    #expect(RoutePattern("/").match([]) == [:])
  }

  @Test("the special route wins over the general one")
  func order() throws {
    let latest = try #require(
      route(method: "GET", segments: ["repos", "o", "r", "releases", "latest"]))
    #expect(latest.1["release"] == nil)
    let tag = try #require(
      route(method: "GET", segments: ["repos", "o", "r", "releases", "tags", "a", "b"]))
    #expect(tag.1["tag"] == "a/b")
    #expect(route(method: "GET", segments: ["repos", "o", "r", "nonsense"]) == nil)
  }
}
