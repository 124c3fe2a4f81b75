import ReleaseModel

/// The port to time.
package struct NightClock: Sendable {
  /// The wall clock.
  package let now: @Sendable () -> Timestamp
  /// A clock that never jumps, in milliseconds from any start.
  package let milliseconds: @Sendable () -> Int64
  package let sleep: @Sendable (Duration) async throws -> Void

  package init(
    now: @escaping @Sendable () -> Timestamp, milliseconds: @escaping @Sendable () -> Int64,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.milliseconds = milliseconds
    self.sleep = sleep
  }
}
