import ReleaseModel

/// The port to what upstreams have: repositories and Python indexes.
package protocol Upstream: Sendable {
  /// What upstream has that is newer than the pin; never throws, because "unknown" is an answer.
  func survey(_ question: SurveyQuestion) async -> Survey
}
