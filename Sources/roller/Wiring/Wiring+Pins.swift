import CommandLineTool
import Desk
import Mirrors
import Pinning
import ReleaseModel
import RollPlanning
import Rolling
import VersionDiffs

extension Wiring: PinPorts {
  /// The checkout in `folder`, with the person's own git.
  func checkout(_ folder: ReleaseFolder) -> ReleaseCheckout {
    ReleaseCheckout(
      folder, environment: surroundings.environment, runner: surroundings.machine.runner)
  }

  func withUpstream<Value: Sendable>(
    _ body: @Sendable (any PinUpstream) async throws -> Value
  ) async throws -> Value {
    let configuration = try ReleaseFolder(around: surroundings.folder).configuration()
    return try await withMirrors { mirrors in
      try await body(
        upstream(mirrors, configuration, targets: configuration.targets.filter(\.isEnabled)))
    }
  }

  /// What upstreams say of the components of `configuration`; a version needs files for `targets`.
  func upstream(
    _ mirrors: Mirrors, _ configuration: ReleaseConfiguration, targets: [Target]
  ) -> any PinUpstream {
    AskedPins(
      family: family(mirrors),
      answers: PinAnswers(mirrors, wheels: wheels(), configuration, targets: targets))
  }

  func validate(_ configuration: ReleaseConfiguration) async throws -> [Validation] {
    try await Validating(configuration, self)
      .validate(targets: configuration.targets.filter(\.isEnabled), pins: [])
  }

  func propose(_ proposal: PinTexts) async throws -> (page: String, opening: String?) {
    try await withForge(.writing) { forge, opening in
      let landing = PinLanding(host: forge.host, clock: clock, observer: Unobserved())
      do throws(NightError) {
        let pull = try await landing.propose(proposal.evidence) { (file) throws(NightError) in
          try proposal.draft(on: file)
        }
        return (pull.page, opening)
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}

private struct AskedPins: PinUpstream {
  let family: FamilyUpstream
  let answers: PinAnswers

  func answer(_ question: PinQuestion) async -> PinAnswer { await answers.answer(question) }

  func differences(of bumps: [Bump], in components: [Component]) async -> [BumpDifference] {
    await family.differences(of: bumps, in: components)
  }
}

/// A pin says what it did at its end.
private struct Unobserved: NightObserver {
  func note(_ event: NightEvent) {}
}
