import ReleaseModel

/// How this machine's clock stands against one that others keep.
package enum ClockSkew: Sendable, Equatable {
  /// Within the limit of the reference.
  case confirmed(by: ClockReference)
  /// No other clock was seen.
  case unconfirmed
  /// Off by this many seconds; positive when this machine is ahead.
  case skewed(by: Int64, against: ClockReference)

  /// In seconds; a quarter of an hour is more than any network delays and less than any time zone.
  package static let limit: Int64 = 15 * 60

  package init(of now: Timestamp, against reference: ClockReference?) {
    guard let reference else {
      self = .unconfirmed
      return
    }
    let offset = reference.offset(of: now)
    self =
      abs(offset) > Self.limit ? .skewed(by: offset, against: reference) : .confirmed(by: reference)
  }
}

/// A clock that is not this machine's, as its keeper told it.
package struct ClockReference: Sendable, Equatable {
  /// As a sentence names it: `the forge`, `the package index`.
  package let keeper: String
  /// What it shows now: a range, because caches between there and here keep answers for a while.
  package let shows: ClosedRange<Timestamp>

  package init(keeper: String, shows: ClosedRange<Timestamp>) {
    self.keeper = keeper
    self.shows = shows
  }

  /// The reference that counts: the forge's clock, or the index's where the forge runs on this machine
  /// and its clock is ours.
  package init?(forge: ClosedRange<Timestamp>?, index: ClosedRange<Timestamp>?) {
    if let forge {
      self.init(keeper: "the forge", shows: forge)
    } else if let index {
      self.init(keeper: "the package index", shows: index)
    } else {
      return nil
    }
  }

  /// The seconds by which `now` lies outside of the range.
  fileprivate func offset(of now: Timestamp) -> Int64 {
    if now > shows.upperBound { return now.seconds - shows.upperBound.seconds }
    return min(now.seconds - shows.lowerBound.seconds, 0)
  }
}

extension ClockSkew {
  /// By how many seconds `date`, one of main's, lies ahead of a clock that others confirm; nil when it
  /// does not, or when no other confirms the clock.
  ///
  /// Such a date is a mistake of a person or of a machine that is not here, and waiting would not mend
  /// it.
  package func lead(of date: Timestamp, at now: Timestamp) -> Int64? {
    guard case .confirmed = self, date.seconds - now.seconds > Self.limit else { return nil }
    return date.seconds - now.seconds
  }

  /// Why nothing may land by this clock; nil when it is not known to be wrong.
  package var refusal: (found: String, hint: String)? {
    guard case .skewed(let seconds, let reference) = self else { return nil }
    return (
      "this machine's clock is \(span(of: seconds)) \(seconds > 0 ? "ahead of" : "behind") "
        + "\(reference.keeper)'s, which shows \(reference.shows.lowerBound)",
      "set this machine's clock (for example: timedatectl set-ntp true), then roll again; versions, "
        + "slots and commit dates depend on it"
    )
  }
}

/// Says that `commit` is dated ahead of a clock which others confirm.
package func futureDate(of commit: Revision, _ date: Timestamp, ahead seconds: Int64) -> String {
  "commit \(commit.abbreviated) of main is dated \(date), \(span(of: seconds)) ahead of now; "
    + "new commits get a later date"
}

/// `3 days`, `5 h`, `16 min`: the largest unit that fits.
private func span(of seconds: Int64) -> String {
  let seconds = seconds.magnitude
  let days = seconds / 86_400
  if days > 0 { return days == 1 ? "1 day" : "\(days) days" }
  return seconds >= 7_200 ? "\(seconds / 3_600) h" : "\(seconds / 60) min"
}
