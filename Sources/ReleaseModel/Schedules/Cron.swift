/// When a schedule is due: the five fields of crontab(5) in a time zone.
package struct Cron: Sendable, Hashable {
  /// As written, such as `30 19 * * *`.
  package let expression: String
  /// An IANA name, such as `America/Los_Angeles`.
  package let timeZone: String

  package init(expression: String, timeZone: String) {
    self.expression = expression
    self.timeZone = timeZone
  }
}
