import Foundation

/// What the client asks of the world besides the network.
package struct HTTPPorts: Sendable {
  /// Waits between attempts; throws when the task is cancelled.
  package var sleep: @Sendable (Duration) async throws -> Void
  /// Random in 0..<1.
  package var random: @Sendable () -> Double
  /// The calendar, for dates in `Retry-After` and in the log.
  package var now: @Sendable () -> Date
  /// A clock that never jumps, from any start.
  package var elapsed: @Sendable () -> Duration

  package init(
    sleep: @escaping @Sendable (Duration) async throws -> Void,
    random: @escaping @Sendable () -> Double, now: @escaping @Sendable () -> Date,
    elapsed: @escaping @Sendable () -> Duration = Self.monotonic
  ) {
    self.sleep = sleep
    self.random = random
    self.now = now
    self.elapsed = elapsed
  }

  /// The machine's steady clock.
  package static let monotonic: @Sendable () -> Duration = {
    let start = ContinuousClock.now
    return { start.duration(to: .now) }
  }()

  /// The real ones.
  package static let live = HTTPPorts(
    sleep: { try await Task.sleep(for: $0) }, random: { Double.random(in: 0..<1) },
    now: { Date() })
}
