/// The days that are searched for a slot: 40 years, more than the rarest dates are apart (a given
/// day of the week on 29 February, across a century that skips one).
private let searchedDays: Int64 = 40 * 366

extension Cron {
  /// The last time that this was due, at or before `moment`; nil only when there is none in 40 years.
  package func latestSlot(atOrBefore moment: Timestamp) -> Timestamp? {
    guard let clock = ZoneClock(timeZone) else { return nil }
    // The wall may have gone back over midnight since, so tomorrow may have begun already.
    let tomorrow = clock.day(at: moment).days + 1
    for day in stride(from: tomorrow, through: tomorrow - searchedDays, by: -1) {
      let slots = slots(on: CalendarDate(days: day), by: clock)
      if let slot = slots.last(where: { $0 <= moment }) { return slot }
    }
    return nil
  }

  /// The next `count` times that this is due after `moment`; fewer only when 40 years hold no more.
  package func nextSlots(after moment: Timestamp, count: Int) -> [Timestamp] {
    guard let clock = ZoneClock(timeZone) else { return [] }
    var found: [Timestamp] = []
    let yesterday = clock.day(at: moment).days - 1
    for day in yesterday...(yesterday + searchedDays) {
      guard found.count < count else { break }
      for slot in slots(on: CalendarDate(days: day), by: clock)
      where slot > max(moment, found.last ?? moment) {
        found.append(slot)
      }
    }
    return Array(found.prefix(count))
  }

  /// The slots of one day of the wall's calendar, ascending; those in a gap are one.
  private func slots(on day: CalendarDate, by clock: ZoneClock) -> [Timestamp] {
    guard isDue(on: day) else { return [] }
    var slots: [Timestamp] = []
    for hour in hours.values {
      for minute in minutes.values {
        let slot = clock.moment(of: day, minute: hour * 60 + minute)
        if slots.last != slot { slots.append(slot) }
      }
    }
    return slots
  }
}
