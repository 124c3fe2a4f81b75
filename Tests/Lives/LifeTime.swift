import ReleaseModel
import Rolling
import Synchronization

/// The time of a life: it passes when somebody says so.
final class LifeTime: Sendable {
  private let seconds: Mutex<Int64>
  /// By how many seconds the machine's clock is wrong.
  private let error = Mutex<Int64>(0)

  init(_ start: Timestamp) {
    seconds = Mutex(start.seconds)
  }

  /// What a right clock shows.
  var now: Timestamp { Timestamp(seconds: seconds.withLock(\.self)) }

  /// What the machine's clock shows.
  var shown: Timestamp { Timestamp(seconds: now.seconds + error.withLock(\.self)) }

  func pass(_ span: Int64) { seconds.withLock { $0 += span } }

  func go(to moment: Timestamp) { seconds.withLock { $0 = max($0, moment.seconds) } }

  func mistake(_ span: Int64) { error.withLock { $0 = span } }
}
