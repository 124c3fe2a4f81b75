import CommandLineTool
import ReleaseModel
import RollPlanning
import Rolling

extension Wiring {
  /// Brings a person's pins to the forge; the page of the pull request.
  func propose(_ texts: PinTexts) async throws -> String {
    try await withForge { forge in
      let landing = PinLanding(host: forge.host, clock: .live, observer: Unobserved())
      do throws(NightError) {
        return try await landing.propose(texts.evidence) { (file) throws(NightError) in
          try texts.draft(on: file)
        }.page
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
