import ReleaseModel

/// How long a night waits for the forge to show what it did.
struct Backoff: Sendable {
  let clock: NightClock
  private var waits = 0

  init(clock: NightClock) {
    self.clock = clock
  }

  /// Waits twice as long each time, from a quarter of a second, two minutes in all.
  mutating func wait(for what: String) async throws(NightError) {
    guard waits < 9 else {
      throw .tryLater(
        found: "waited two minutes for \(what)",
        hint: "check the forge's status, then roll again; nothing is lost")
    }
    waits += 1
    do { try await clock.sleep(.milliseconds(250 << (waits - 1))) } catch {
      throw .interrupted
    }
  }
}
