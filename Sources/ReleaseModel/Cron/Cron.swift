import Foundation

/// When a schedule is due: the five fields of crontab(5) in a time zone.
///
/// The fields are those of <https://manpages.debian.org/bookworm/cron/crontab.5.en.html>; the zone is
/// an IANA name. Where clocks change, a time that is skipped is due at the first moment after the gap,
/// and a time that comes twice is due the first time: every slot is due exactly once.
package struct Cron: Sendable, Hashable {
  /// As written, such as `30 19 * * *`.
  package let expression: String
  /// An IANA name, such as `America/Los_Angeles`.
  package let timeZone: String
  let minutes: CronField
  let hours: CronField
  let daysOfMonth: CronField
  let months: CronField
  let daysOfWeek: CronField

  /// Parses both, or says everything that is wrong with them.
  package init(expression: String, timeZone: String) throws(CronFaults) {
    var faults: [CronFaults.Fault] = []
    if let fault = Self.fault(ofZone: timeZone) { faults.append(fault) }
    let fields = Self.fields(of: expression, faults: &faults)
    guard faults.isEmpty, let fields else { throw CronFaults(all: faults) }
    self.expression = expression
    self.timeZone = timeZone
    (minutes, hours, daysOfMonth) = (fields[0], fields[1], fields[2])
    (months, daysOfWeek) = (fields[3], fields[4])
    guard canBeTrue else { throw CronFaults(all: [neverTrue(expression)]) }
  }

  /// Whether `day` has slots.
  ///
  /// When both days are restricted either may match, and otherwise both must: crontab(5)'s note on
  /// "the day of a command's execution".
  func isDue(on day: CalendarDate) -> Bool {
    let (_, month, dayOfMonth) = day.parts
    guard months.contains(month) else { return false }
    let byMonth = daysOfMonth.contains(dayOfMonth)
    let byWeek = daysOfWeek.contains(day.dayOfWeek)
    return eitherDayWillDo ? byMonth || byWeek : byMonth && byWeek
  }

  private var eitherDayWillDo: Bool { !daysOfMonth.hasStar && !daysOfWeek.hasStar }

  private var canBeTrue: Bool {
    if eitherDayWillDo { return true }
    let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return longest.enumerated().contains { index, days in
      months.contains(index + 1) && (1...days).contains(where: daysOfMonth.contains)
    }
  }

  private static func fields(of expression: String, faults: inout [CronFaults.Fault])
    -> [CronField]?
  {
    let texts = expression.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard texts.count == CronField.Kind.allCases.count, expression.utf8.count <= 1_000 else {
      faults.append(notFiveFields(expression, count: texts.count))
      return nil
    }
    var fields: [CronField] = []
    for (kind, text) in zip(CronField.Kind.allCases, texts) {
      do throws(CronFaults.Fault) {
        fields.append(try CronField(text, kind: kind))
      } catch {
        faults.append(error)
      }
    }
    return fields.count == texts.count ? fields : nil
  }

  private static func fault(ofZone name: String) -> CronFaults.Fault? {
    // Foundation also takes abbreviations such as "PST", which mean different zones to different
    // people, and fixed offsets; every other IANA name has a slash.
    let isNamed = name == "UTC" || name.contains("/")
    guard name.utf8.count <= 100, isNamed, TimeZone(identifier: name) != nil else {
      return unknownZone(name)
    }
    return nil
  }
}

extension CalendarDate {
  /// 0 for Sunday to 6 for Saturday.
  var dayOfWeek: Int {
    // 1970-01-01 was a Thursday.
    Int((days + 4) - (days + 4).quotientRoundedDown(by: 7) * 7)
  }
}

private func neverTrue(_ expression: String) -> CronFaults.Fault {
  CronFaults.Fault(
    part: .expression, found: "\(quoted(expression)), which is never due",
    expected: "a day that exists in one of the months",
    hint: "check the third field (day of the month) against the fourth (month)")
}

private func notFiveFields(_ expression: String, count: Int) -> CronFaults.Fault {
  CronFaults.Fault(
    part: .expression, found: "\(count) fields in \(quoted(expression))",
    expected: "five fields: minute, hour, day of the month, month, day of the week",
    hint: expression.hasPrefix("@")
      ? "write \"0 0 * * *\" for @daily, \"0 0 * * 0\" for @weekly"
      : "for example \"30 19 * * *\" for every day at 19:30")
}

private func unknownZone(_ name: String) -> CronFaults.Fault {
  let near = nearest(to: name, among: TimeZone.knownTimeZoneIdentifiers)
  return CronFaults.Fault(
    part: .timeZone, found: "the unknown time zone \(quoted(name))",
    expected: "UTC or an IANA name such as \"America/Los_Angeles\"",
    hint: near.map { "did you mean \(quoted($0))?" }
      ?? "names: https://en.wikipedia.org/wiki/List_of_tz_database_time_zones")
}

/// Everything that is wrong with a schedule's time; never empty.
package struct CronFaults: Error, Sendable, Equatable {
  package enum Part: Sendable, Equatable { case expression, timeZone }

  package struct Fault: Error, Sendable, Equatable {
    package let part: Part
    package let found: String
    package let expected: String
    package let hint: String?
  }

  package let all: [Fault]
}
