import ReleaseModel
import Testing

@Suite("Cron", .timeLimit(.minutes(20)))
struct CronTests {
  @Test("a slot is due in the zone of the schedule, in winter and in summer")
  func zones() throws {
    let evening = try Cron(expression: "30 19 * * *", timeZone: "America/Los_Angeles")
    #expect(next(evening, after: "2026-01-10T00:00:00Z") == ["2026-01-10T03:30:00Z"])
    #expect(next(evening, after: "2026-07-10T00:00:00Z") == ["2026-07-10T02:30:00Z"])
    #expect(latest(evening, "2026-07-10T02:30:00Z") == "2026-07-10T02:30:00Z")
    #expect(latest(evening, "2026-07-10T02:29:59Z") == "2026-07-09T02:30:00Z")
  }

  @Test(
    "a time that the clock skips is due at the first moment after the gap, once",
    arguments: [
      (
        "America/Los_Angeles", "2026-03-08T08:00:00Z",
        ["2026-03-08T10:00:00Z", "2026-03-09T09:30:00Z"]
      ),
      ("Europe/Berlin", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]),
      (
        "Australia/Lord_Howe", "2026-10-03T12:00:00Z",
        ["2026-10-03T15:30:00Z", "2026-10-04T15:30:00Z"]
      ),
    ])
  func gap(zone: String, start: String, due: [String]) throws {
    let cron = try Cron(expression: "30 2 * * *", timeZone: zone)
    #expect(next(cron, after: start, count: 2) == due)
  }

  @Test("every ten minutes inside a gap is one slot")
  func gapOfMany() throws {
    let cron = try Cron(expression: "*/10 2 * * *", timeZone: "America/Los_Angeles")
    let slots = next(cron, after: "2026-03-08T08:00:00Z", count: 3)
    #expect(slots == ["2026-03-08T10:00:00Z", "2026-03-09T09:00:00Z", "2026-03-09T09:10:00Z"])
  }

  @Test(
    "a time that comes twice is due the first time, once",
    arguments: [
      (
        "America/Los_Angeles", "2026-11-01T07:00:00Z",
        ["2026-11-01T08:30:00Z", "2026-11-02T09:30:00Z"]
      ),
      (
        "America/New_York", "2026-11-01T03:00:00Z",
        ["2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"]
      ),
    ])
  func overlap(zone: String, start: String, due: [String]) throws {
    let cron = try Cron(expression: "30 1 * * *", timeZone: zone)
    #expect(next(cron, after: start, count: 2) == due)
    // The hour is shown again; the slot does not come again.
    let shownAgain = try #require(Timestamp(due[0])).seconds + 3_600
    #expect(cron.latestSlot(atOrBefore: Timestamp(seconds: shownAgain))?.description == due[0])
  }

  @Test("a whole day that a zone skipped is one slot with the day after")
  func skippedDay() throws {
    // Samoa had no 30 December 2011: https://www.iana.org/time-zones, Pacific/Apia.
    let cron = try Cron(expression: "0 0 * * *", timeZone: "Pacific/Apia")
    let slots = next(cron, after: "2011-12-29T12:00:00Z", count: 2)
    #expect(slots == ["2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"])
  }

  @Test("leap days, and the rarest of them")
  func leapDays() throws {
    let leap = try Cron(expression: "0 0 29 2 *", timeZone: "UTC")
    #expect(
      next(leap, after: "2026-01-01T00:00:00Z", count: 2) == [
        "2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z",
      ])
    #expect(latest(leap, "2103-12-31T00:00:00Z") == "2096-02-29T00:00:00Z")
  }

  @Test("when both days are restricted either will do, and a star makes it both")
  func days() throws {
    let either = try Cron(expression: "0 0 13 * 5", timeZone: "UTC")
    #expect(
      next(either, after: "2026-11-01T00:00:00Z", count: 3) == [
        "2026-11-06T00:00:00Z", "2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z",
      ])
    let both = try Cron(expression: "0 0 */2 * Mon", timeZone: "UTC")
    #expect(
      next(both, after: "2026-11-01T00:00:00Z", count: 2) == [
        "2026-11-09T00:00:00Z", "2026-11-23T00:00:00Z",
      ])
  }

  @Test("Sunday is 0, 7 and sun", arguments: ["0", "7", "SUN", "7,0", "6-7"])
  func sunday(field: String) throws {
    let cron = try Cron(expression: "0 0 * * \(field)", timeZone: "UTC")
    #expect(next(cron, after: "2026-11-21T12:00:00Z") == ["2026-11-22T00:00:00Z"])
  }

  private func next(_ cron: Cron, after start: String, count: Int = 1) -> [String] {
    guard let start = Timestamp(start) else { return [] }
    return cron.nextSlots(after: start, count: count).map(\.description)
  }

  private func latest(_ cron: Cron, _ moment: String) -> String? {
    Timestamp(moment).flatMap(cron.latestSlot(atOrBefore:))?.description
  }
}
