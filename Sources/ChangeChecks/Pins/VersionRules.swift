import ReleaseModel

/// What a new version must keep to.
struct VersionRules {
  let before: VersionInfo?
  let after: VersionInfo
  let released: [ReleaseVersion]

  /// Nothing while the version stays: right after a release it is the released one.
  var mistakes: [Mistake] {
    guard let before, before.packageVersion != after.packageVersion else { return [] }
    let belowRelease = after.mistakes(after: released)
    guard belowRelease.isEmpty, after.packageVersion < before.packageVersion else {
      return belowRelease
    }
    return [
      Mistake(
        kind: .refused, file: VersionInfo.path, place: after.placeOfVersion,
        found: quoted(after.packageVersion.description),
        expected: "a version above \(before.packageVersion)",
        hint: "pre-releases of \(before.packageVersion) may be out; installers would not go back")
    ]
  }
}
