import Synchronization

/// Keeps writes apart, as GitHub asks: a second between two of them.
///
/// <https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api>
final class WritePacer: Sendable {
  /// In milliseconds.
  private let interval: Int64
  private let last = Mutex<Int64?>(nil)

  init(interval: Duration) {
    let parts = interval.components
    self.interval = parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000
  }

  /// What to wait before a write that is wished for at `now`, in milliseconds; its place is taken.
  func delay(at now: Int64) -> Duration {
    last.withLock { last in
      let place = max(now, last.map { $0 + interval } ?? now)
      last = place
      return .milliseconds(place - now)
    }
  }
}
