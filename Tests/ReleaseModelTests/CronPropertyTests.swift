import Foundation
import ReleaseModel
import TestKit
import Testing

@Suite("Cron, for any moment", .timeLimit(.minutes(20)))
struct CronPropertyTests {
  static let zones = ["America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "UTC"]
  static let expressions = [
    "30 19 * * *", "*/20 * * * *", "30 1,2,3 * * *", "0 0 1 * 1", "5 4 29 2 *",
  ]

  @Test("slots ascend, and each is the latest until the next", arguments: zones, expressions)
  func order(zone: String, expression: String) throws {
    let cron = try Cron(expression: expression, timeZone: zone)
    var random = SeededRandom(seed: 11)
    for _ in 0..<25 {
      let start = Timestamp(
        seconds: Int64.random(in: 1_600_000_000...2_200_000_000, using: &random))
      let slots = cron.nextSlots(after: start, count: 4)
      #expect(slots.count == 4 && slots[0] > start)
      for (slot, later) in zip(slots, slots.dropFirst()) {
        #expect(slot < later)
        #expect(cron.latestSlot(atOrBefore: slot) == slot)
        #expect(cron.latestSlot(atOrBefore: Timestamp(seconds: later.seconds - 1)) == slot)
      }
    }
  }

  @Test("every day of a year has exactly one slot, whatever the clocks do", arguments: zones)
  func oncePerDay(zone: String) throws {
    for expression in ["30 1 * * *", "30 2 * * *", "0 3 * * *", "59 23 * * *"] {
      let cron = try Cron(expression: expression, timeZone: zone)
      let start = try #require(Timestamp("2026-01-01T12:00:00Z"))
      let slots = cron.nextSlots(after: start, count: 365)
      let gaps = zip(slots, slots.dropFirst()).map { $1.seconds - $0.seconds }
      #expect(gaps.allSatisfy { (82_800...90_000).contains($0) })
    }
  }

  @Test("a slot shows the asked time on the wall, unless the wall skips it", arguments: zones)
  func wall(zone: String) throws {
    let cron = try Cron(expression: "30 2 * * *", timeZone: zone)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: zone))
    let start = try #require(Timestamp("2026-01-01T00:00:00Z"))
    let others = cron.nextSlots(after: start, count: 365).filter { slot in
      let date = Date(timeIntervalSince1970: TimeInterval(slot.seconds))
      let parts = calendar.dateComponents([.hour, .minute], from: date)
      return parts.hour != 2 || parts.minute != 30
    }
    #expect(others.count == (["UTC", "Australia/Lord_Howe"].contains(zone) ? 0 : 1))
  }
}
