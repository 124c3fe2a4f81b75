import ReleaseModel

extension ReleaseVersion {
  /// The next pre-release of this official version on `day`, given the tags that are there.
  ///
  /// Builds of one day are counted over all schedules; nil after the 999th.
  package func nextPreRelease(on day: CalendarDate, after tags: [String]) -> ReleaseVersion? {
    let taken = tags.compactMap { ReleaseTag($0)?.version.preRelease }
      .filter { $0.day == day }.map(\.build)
    return PreRelease(day: day, build: (taken.max() ?? 0) + 1).map(preRelease(_:))
  }
}
