import Foundation
import ReleaseModel
import Rolling
import Synchronization

/// The one clock of a world: of its machine, its forge and its people. Sleeping passes at once.
final class NightTime: Sendable {
  private let moment: Mutex<Timestamp>

  init(_ start: String) { moment = Mutex(Timestamp(start)!) }

  var now: Timestamp { moment.withLock(\.self) }

  func go(to text: String) { moment.withLock { $0 = Timestamp(text)! } }

  func pass(seconds: Int64) {
    moment.withLock { $0 = Timestamp(seconds: $0.seconds + seconds) }
  }

  var date: Date { Date(timeIntervalSince1970: Double(now.seconds)) }

  var clock: NightClock {
    NightClock(now: { self.now }, milliseconds: { 0 }, sleep: { try self.sleep($0) })
  }

  /// A program that is being killed does not sleep any more.
  @Sendable func sleep(_ pause: Duration) throws {
    try Task.checkCancellation()
    pass(seconds: pause.components.seconds)
  }
}
