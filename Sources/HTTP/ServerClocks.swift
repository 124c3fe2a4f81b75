internal import CCurl
import Synchronization

/// What the clocks of servers showed when they last answered, by origin.
final class ServerClocks: Sendable {
  private struct Reading {
    let seconds: ClosedRange<Int64>
    /// By the clock that never jumps.
    let at: Duration
  }

  private let readings = Mutex<[HTTPOrigin: Reading]>([:])

  /// Remembers what the newest answer of `origin` says, if it tells the time.
  func note(_ report: TransferReport, of origin: HTTPOrigin, at now: Duration) {
    guard let seconds = report.serverClock else { return }
    readings.withLock { $0[origin] = Reading(seconds: seconds, at: now) }
  }

  func seconds(of origin: HTTPOrigin, at now: Duration) -> ClosedRange<Int64>? {
    readings.withLock { readings in
      readings[origin].map { reading in
        let passed = (now - reading.at).components.seconds
        return reading.seconds.lowerBound + passed...reading.seconds.upperBound + passed
      }
    }
  }
}

extension HTTPClient {
  /// What the clock of `origin` shows now, in seconds since 1970, going by its last answer and the time
  /// that has passed since by a clock that never jumps; nil when no answer told the time.
  ///
  /// A range, because a cache on the way may pass on the origin's `Date` or write its own, and says
  /// in `Age` how long it kept the answer
  /// (<https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1>,
  /// <https://www.rfc-editor.org/rfc/rfc9111#section-5.1>).
  package func clock(of origin: HTTPOrigin) -> ClosedRange<Int64>? {
    clocks.seconds(of: origin, at: ports.elapsed())
  }
}

extension TransferReport {
  /// What the server's clock can show at the transfer's end.
  fileprivate var serverClock: ClosedRange<Int64>? {
    // https://curl.se/libcurl/c/curl_getdate.html; -1 for what is no date.
    guard let text = headers["Date"], case let date = curl_getdate(text, nil), date > 0 else {
      return nil
    }
    let age = headers["Age"].flatMap { Int64($0) } ?? 0
    let latest = Int64(date) + min(max(age, 0), 31_536_000) + elapsed.components.seconds + 1
    return Int64(date)...latest
  }
}
