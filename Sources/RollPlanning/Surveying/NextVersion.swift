import ReleaseModel

extension VersionInfo {
  /// The version of builds by hand on `day`: with `package-suffix`, so that they cannot be mistaken for a
  /// release; without one the day's first pre-release, because such builds are not published.
  package func versionByHand(on day: CalendarDate) -> ReleaseVersion {
    ReleaseVersion(byHand: packageVersion, suffix: packageSuffix)
      ?? packageVersion.nextPreRelease(on: day, after: []) ?? packageVersion
  }
}

extension ReleaseVersion {
  /// The next pre-release of this official version on `day`, above every one that tags or evidence
  /// name already; nil after the 999th of a day.
  ///
  /// Builds of one day are counted over all schedules and official versions. Where a pre-release of a
  /// later day is taken, because some clock was ahead, that day's count goes on: installers that
  /// take the newest must never be given older content.
  package func nextPreRelease(
    on day: CalendarDate, after tags: [String], and evidence: [ReleaseVersion] = []
  ) -> ReleaseVersion? {
    let taken = tags.compactMap { ReleaseTag($0)?.version } + evidence
    let newest = taken.filter { $0.official == official }.compactMap(\.preRelease?.day).max()
    let day = max(day, newest ?? day)
    let builds = taken.compactMap(\.preRelease).filter { $0.day == day }.map(\.build)
    return PreRelease(day: day, build: (builds.max() ?? 0) + 1).map(preRelease(_:))
  }
}
