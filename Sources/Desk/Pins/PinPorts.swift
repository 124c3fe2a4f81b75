import Pinning
import ReleaseModel
import Rolling
import VersionDiffs

/// The port to upstreams, for a person's pins.
package protocol PinUpstream: Sendable {
  /// What upstream says; never throws, because "unknown" is an answer.
  func answer(_ question: PinQuestion) async -> PinAnswer

  /// What each of `bumps` brings.
  func differences(of bumps: [Bump], in components: [Component]) async -> [BumpDifference]
}

/// The port to everything that `roller pin` reaches beyond the checkout.
package protocol PinPorts: Sendable {
  /// Runs `body` with upstreams, which are looked up when the first question comes.
  func withUpstream<Value: Sendable>(
    _ body: @Sendable (any PinUpstream) async throws -> Value
  ) async throws -> Value

  /// Validates the pins of `configuration` on all enabled targets, on this machine.
  func validate(_ configuration: ReleaseConfiguration) async throws -> [Validation]

  /// Opens a pull request; its page, and the sentence that says how it is opened, if it cannot be opened
  /// as it is.
  func propose(_ proposal: PinTexts) async throws -> (page: String, opening: String?)
}
