import ReleaseModel

/// How long a night waits for others: required checks, and the platform's merge.
struct ForgePatience: Sendable {
  let clock: NightClock
  /// What is left, in seconds.
  private var left: Int64
  private var pause: Int64 = 5

  init(clock: NightClock, seconds: Int64) {
    self.clock = clock
    left = seconds
  }

  /// Waits a little longer each time, a minute at most; false once nothing is left.
  mutating func wait() async throws(NightError) -> Bool {
    guard left > 0 else { return false }
    let now = min(pause, left)
    left -= now
    pause = min(60, pause + pause / 2)
    do { try await clock.sleep(.seconds(now)) } catch {
      throw .interrupted
    }
    return true
  }
}
