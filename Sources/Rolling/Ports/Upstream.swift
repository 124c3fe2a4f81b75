import ReleaseModel
import VersionDiffs

/// The port to what upstreams have: repositories and Python indexes.
package protocol Upstream: Sendable {
  /// What upstream has that is newer than the pin; never throws, because "unknown" is an answer.
  func survey(_ question: SurveyQuestion) async -> Survey

  /// What `bump` brings, for people to read; never throws, and nothing is decided by it.
  func difference(of bump: Bump, in component: Component) async -> BumpDifference
}

extension Upstream {
  /// For upstreams that cannot look into what they have.
  package func difference(of bump: Bump, in component: Component) async -> BumpDifference {
    BumpDifference(bump, unknown: "this upstream does not say what lies between two revisions")
  }
}
