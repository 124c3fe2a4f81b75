import CommandLineTool
import ReleaseModel
import RollPlanning
import Rolling

extension Wiring {
  /// The checkout in `folder`, with the person's own git.
  func checkout(_ folder: ReleaseFolder) -> ReleaseCheckout {
    ReleaseCheckout(
      folder, environment: surroundings.environment, runner: surroundings.machine.runner)
  }

  /// Brings a person's pins to the forge; the page of the pull request, and the sentence that says how
  /// it is opened, if it cannot be opened as it is.
  func propose(_ texts: PinTexts) async throws -> (page: String, opening: String?) {
    try await withForge(.writing) { forge, opening in
      let landing = PinLanding(host: forge.host, clock: clock, observer: Unobserved())
      do throws(NightError) {
        let pull = try await landing.propose(texts.evidence) { (file) throws(NightError) in
          try texts.draft(on: file)
        }
        return (pull.page, opening)
      } catch {
        throw CommandFailure(error)
      }
    }
  }
}

/// A pin says what it did at its end.
private struct Unobserved: NightObserver {
  func note(_ event: NightEvent) {}
}
