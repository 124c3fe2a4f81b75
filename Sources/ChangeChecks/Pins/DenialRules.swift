import ReleaseModel

/// A revision that the file itself denies cannot be pinned.
struct DenialRules {
  let before: VersionInfo?
  let after: VersionInfo

  var mistakes: [Mistake] {
    after.pins.components.compactMap { name in
      guard let pin = after.pins[name], before?.pins[name]?.identity != pin.identity,
        let why = after.denials[name]?[text(of: pin)] ?? before?.denials[name]?[text(of: pin)]
      else { return nil }
      return Mistake(
        kind: .refused, file: VersionInfo.path, place: after.place(of: name),
        found: "\(name) at \(plain(text(of: pin))), which is denied: \(plain(why))",
        expected: "another one", hint: "first remove it from \"denied\", in a commit of its own")
    }
  }

  private func text(of pin: Pin) -> String {
    switch pin {
    case .git(let pin): "\(pin.revision)"
    case .wheel(let pin): "\(pin.version)"
    }
  }
}

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
        hint: "pre-releases of \(before.packageVersion) may be published; installers do not go back"
      )
    ]
  }
}
