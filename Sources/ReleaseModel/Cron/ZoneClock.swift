import Foundation

/// The clock on the wall of one time zone.
struct ZoneClock {
  private let zone: TimeZone

  /// The clock of the IANA zone `name`, or nil when there is no such zone.
  init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.zone = zone
  }

  /// Seconds east of Greenwich at `moment`.
  func offset(at moment: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment))))
  }

  /// The day that the wall's calendar shows at `moment`.
  func day(at moment: Timestamp) -> CalendarDate {
    Timestamp(seconds: moment.seconds + offset(at: moment.seconds)).day
  }

  /// The first moment at which the wall shows `minute` minutes after midnight of `day`, or, when the
  /// wall never shows that, the first moment after the gap.
  func moment(of day: CalendarDate, minute: Int) -> Timestamp {
    let wall = day.start.seconds + Int64(minute) * 60
    // No zone has changed by more than a day, nor twice within two.
    let before = offset(at: wall - 86_400)
    let after = offset(at: wall + 86_400)
    let shown = [wall - before, wall - after].filter { offset(at: $0) == wall - $0 }
    if let first = shown.min() { return Timestamp(seconds: first) }
    return Timestamp(seconds: change(between: wall - after, and: wall - before))
  }

  /// The first moment after `early` with the offset that `late` has.
  private func change(between early: Int64, and late: Int64) -> Int64 {
    var (low, high) = (early, late)
    let offsetAfter = offset(at: late)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: middle) == offsetAfter { high = middle } else { low = middle }
    }
    return high
  }
}
