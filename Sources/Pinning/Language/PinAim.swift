import ReleaseModel

/// Where a person wants a pin to stand, as it was said; ``PinRequest`` parses it.
package enum PinAim: Sendable, Hashable {
  /// The head of the tracking branch, or the newest release.
  case latest
  case revision(Revision)
  /// The beginning of a commit's id: 4 to 39 lower-case hexadecimal digits.
  case prefix(String)
  /// A tag or a branch.
  case name(BranchName)
  /// What was newest when this day of UTC ended.
  case day(CalendarDate)
  /// What was newest at this moment.
  case moment(Timestamp)
  /// So many commits along the tracking branch's first-parent line from where the pin stands:
  /// forwards, or backwards when negative; never 0.
  case steps(Int)
  case version(PythonVersion)
}

extension PinAim: CustomStringConvertible {
  /// With the sign that leads to it: `@latest`, `@{2026-11-01}`, `@+12`, `=3.9.0`.
  package var description: String {
    switch self {
    case .latest: "@latest"
    case .revision(let revision): "@\(revision)"
    case .prefix(let digits): "@\(digits)"
    case .name(let name): "@\(name)"
    case .day(let day): "@{\(day)}"
    case .moment(let moment): "@{\(moment)}"
    case .steps(let count): "@\(count > 0 ? "+" : "")\(count)"
    case .version(let version): "=\(version)"
    }
  }

  /// The last second that a date names; nil for other aims.
  package var limit: Timestamp? {
    switch self {
    case .day(let day): Timestamp(seconds: CalendarDate(days: day.days + 1).start.seconds - 1)
    case .moment(let moment): moment
    case .latest, .revision, .prefix, .name, .steps, .version: nil
    }
  }
}
