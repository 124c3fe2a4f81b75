import ReleaseModel

/// Something unfinished that a person should know of: what it is, since when, and what ends it.
package struct Matter: Sendable, Equatable {
  /// What it is about, such as `release v0.1.0.dev20261127001`.
  package let name: String
  package let found: String
  package let since: Timestamp?
  package let remedy: String

  package init(name: String, found: String, since: Timestamp? = nil, remedy: String) {
    self.name = name
    self.found = found
    self.since = since
    self.remedy = remedy
  }

  /// How old it is at `now`, as people say it; nil when its beginning is not known.
  package func age(at now: Timestamp) -> String? {
    since.map { since in
      let hours = max(0, now.seconds - since.seconds) / 3_600
      return switch hours {
      case 0: "less than an hour"
      case 1..<48: "\(hours) hour\(hours == 1 ? "" : "s")"
      default: "\(hours / 24) days"
      }
    }
  }
}

extension ForgeFacts {
  /// What waits for somebody in the open pull request of a schedule.
  ///
  /// From the schedule's `open-for` on it is overdue, which every report says.
  package func openMatter(of schedule: Schedule, at now: Timestamp) -> Matter? {
    guard let open, let opened = open.opened else { return nil }
    let isOverdue = now.seconds - opened.seconds > schedule.limits.openFor
    guard isOverdue else { return nil }
    return Matter(
      name: "pull request #\(open.number)",
      found: "overdue: open since \(opened.day); it waits for \(awaited(schedule))",
      since: opened, remedy: "review it, merge it, or close it to reject these pins")
  }

  /// Whom or what the open pull request waits for.
  package func awaited(_ schedule: Schedule) -> String {
    guard let slotBranch else { return "its branch" }
    if let person = slotBranch.person { return "\(person), whose commits are on the branch" }
    let standing = RequiredChecks(rules.checks + schedule.required)
      .standing(on: slotBranch.revision, in: self)
    let checks = standing.failed + standing.pending
    if !checks.isEmpty { return checks.joined(separator: ", ") }
    return schedule.land.merge == .byHand ? "a person to merge it" : "the next roll"
  }
}
