/// A version of the release: `MAJOR.MINOR.PATCH`, or a pre-release of one,
/// `MAJOR.MINOR.PATCH.devYYYYMMDDBBB`; or that of a build by hand, which no tag carries: an official
/// version with a suffix that a person chose, such as `rc1`.
///
/// The pre-release form is a PEP 440 development release, so that installers order it before the
/// official version (<https://peps.python.org/pep-0440/#developmental-releases>).
package struct ReleaseVersion: Sendable, Hashable {
  package let major: Int
  package let minor: Int
  package let patch: Int
  package let preRelease: PreRelease?
  /// Empty but for a build by hand.
  package let suffix: String

  /// The `BBB`th build (1…999) of a UTC day.
  package struct PreRelease: Sendable, Hashable, Comparable {
    package let day: CalendarDate
    package let build: Int

    package init?(day: CalendarDate, build: Int) {
      guard (1...999).contains(build) else { return nil }
      self.day = day
      self.build = build
    }

    package static func < (left: Self, right: Self) -> Bool {
      (left.day, left.build) < (right.day, right.build)
    }
  }

  package init(major: Int, minor: Int, patch: Int, preRelease: PreRelease? = nil) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.preRelease = preRelease
    suffix = ""
  }

  /// The version of a build by hand: `official` with `suffix`, which must keep it a version of the same
  /// release as PEP 440 spells it; nil when it does not, or could be taken for a pre-release of a day.
  package init?(byHand official: ReleaseVersion, suffix: String) {
    let text = "\(official)\(suffix)"
    let isPlain = suffix.utf8.allSatisfy {
      (48...57).contains($0) || (97...122).contains($0) || $0 == 46
    }
    guard isPlain, suffix.first?.isNumber == false, official.preRelease == nil,
      let version = PythonVersion(text), version.description == text,
      version.dev ?? 0 < 10_000_000, version.release == PythonVersion("\(official)")?.release
    else { return nil }
    (major, minor, patch) = (official.major, official.minor, official.patch)
    preRelease = nil
    self.suffix = suffix
  }

  /// Parses every form; nil for anything that would not print back as it was.
  package init?(_ text: String) {
    if let released = Self(released: text) {
      self = released
      return
    }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let official = digits.hasSuffix(".") ? digits.dropLast() : digits
    guard let version = Self(released: String(official)) else { return nil }
    self.init(byHand: version, suffix: String(text.dropFirst(official.count)))
  }

  private init?(released text: String) {
    let fields = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (3...4).contains(fields.count), let major = Self.number(fields[0]),
      let minor = Self.number(fields[1]), let patch = Self.number(fields[2])
    else { return nil }
    var preRelease: PreRelease?
    if fields.count == 4 {
      guard let parsed = Self.preRelease(fields[3]) else { return nil }
      preRelease = parsed
    }
    self.init(major: major, minor: minor, patch: patch, preRelease: preRelease)
  }

  /// The official version that this is or that this precedes.
  package var official: ReleaseVersion {
    ReleaseVersion(major: major, minor: minor, patch: patch)
  }

  /// The pre-release of this version that `preRelease` names.
  package func preRelease(_ preRelease: PreRelease) -> ReleaseVersion {
    ReleaseVersion(major: major, minor: minor, patch: patch, preRelease: preRelease)
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      text == "0" || !text.hasPrefix("0")
    else { return nil }
    return Int(text)
  }

  private static func preRelease(_ text: Substring) -> PreRelease? {
    let digits = text.dropFirst(3)
    guard text.hasPrefix("dev"), digits.utf8.count == 11,
      digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let year = Int(digits.prefix(4)), let month = Int(digits.dropFirst(4).prefix(2)),
      let day = Int(digits.dropFirst(6).prefix(2)), let build = Int(digits.suffix(3)),
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    return PreRelease(day: date, build: build)
  }
}

extension ReleaseVersion: CustomStringConvertible {
  package var description: String {
    let official = "\(major).\(minor).\(patch)"
    guard let preRelease else { return official + suffix }
    let build = String(preRelease.build)
    return official + ".dev" + preRelease.day.compact
      + String(repeating: "0", count: 3 - build.count) + build
  }
}

extension ReleaseVersion: Comparable {
  /// A pre-release comes before the official version that it leads to.
  package static func < (left: Self, right: Self) -> Bool {
    let (one, other) = (
      (left.major, left.minor, left.patch), (right.major, right.minor, right.patch)
    )
    guard one == other else { return one < other }
    switch (left.preRelease, right.preRelease) {
    case (let earlier?, let later?): return earlier < later
    case (_?, nil): return true
    case (nil, nil): return left.suffix < right.suffix
    case (nil, _?): return false
    }
  }
}

/// The tag of a release: `v` and the version.
package struct ReleaseTag: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let version: ReleaseVersion

  package init(_ version: ReleaseVersion) {
    self.version = version
  }

  package init?(_ text: String) {
    guard text.hasPrefix("v"), let version = ReleaseVersion(String(text.dropFirst())),
      version.suffix.isEmpty
    else {
      return nil
    }
    self.version = version
  }

  package var description: String { "v\(version)" }
  /// `refs/tags/v…`.
  package var ref: String { "refs/tags/\(self)" }

  package static func < (left: Self, right: Self) -> Bool { left.version < right.version }
}
