import Digest

/// What `version_info.json` says, before it is joined with its text.
struct VersionInfoContent {
  let packageVersion: ReleaseVersion
  let packageSuffix: String
  let pins: [(ComponentName, NotedPin)]
}

/// A pin, and what stands beside it.
struct NotedPin: Sendable {
  let pin: Pin
  let notes: PinNotes
}

extension Form where Value == VersionInfoContent {
  /// `version_info.json`.
  ///
  /// Keys that are not known are kept and warned of, never refused: the file is older than this
  /// program and others write to it.
  static let versionInfo = Form.object(
    "a version file",
    "The pins of all components and the next official version. `roller fmt` writes it in canonical "
      + "form: one pin per line, so that a bump changes one line. Unknown keys are kept, with a "
      + "warning.", isOpen: true
  ) { its in
    let version = its(
      .packageVersion, .officialVersion,
      "The official version that pre-releases lead to, above every released one: "
        + "MAJOR.MINOR.PATCH.")
    let suffix = its(
      .packageSuffix, .suffix(of: version.value),
      "Appended to \"package-version\" for builds by hand: roller validate, roller try and roller "
        + "pin --validate. Such as rc1 or .dev1. Releases never carry it; where it is empty, builds "
        + "by hand are called as the first pre-release of the day.")
    let pins = its(.pins, .entries(of: "pins", ComponentKind.self, .pin), "Pins by component.")
    return try VersionInfoContent(packageVersion: version(), packageSuffix: suffix(), pins: pins())
  }
}

extension Form where Value == ReleaseVersion {
  fileprivate static let officialVersion = Form.text(
    "an official version MAJOR.MINOR.PATCH without leading zeros, such as \"0.1.0\"",
    ["pattern": "^(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})$"],
    hint: { text in
      ReleaseVersion(text).flatMap { version in
        guard version.suffix.isEmpty, version.preRelease != nil else { return nil }
        return "write \"\(version.official)\"; the tag of a pre-release carries the rest"
      }
    },
    { text in ReleaseVersion(text).flatMap { $0.suffix.isEmpty && $0.preRelease == nil ? $0 : nil }
    })
}

extension Form where Value == String {
  fileprivate static func suffix(of version: ReleaseVersion?) -> Form {
    let official = (version ?? ReleaseVersion(major: 0, minor: 1, patch: 0)).official
    return .text(
      "\"\" or a PEP 440 suffix such as \"rc1\" or \".dev1\"", ["pattern": "^([a-z.][a-z0-9.]*)?$"]
    ) { text in text.isEmpty || ReleaseVersion(byHand: official, suffix: text) != nil ? text : nil }
  }
}

extension Form where Value == NotedPin {
  fileprivate static let pin = Form.either(
    "a pin", "a git pin with \"revision\", or a wheel pin with \"version\" and \"files\"",
    (.revision, git), (.version, wheel))

  private static let git = Form.object(
    "a git pin", as: "git-pin", "A commit of a component's repository.", isOpen: true
  ) { its in
    let revision = its(
      .revision, .revision,
      "The full commit id, in lower case. A branch or tag is refused, because it can move.")
    let label = its.optional(
      .label, .label, "Upstream's name for the commit, such as a tag; for people only.")
    let date = its.optional(.date, .date, "The day of the commit; for people only.")
    let notes = its.notes(
      .deniedRevisions,
      "Revisions, by full commit id, that are never proposed again, each with the reason.")
    return try NotedPin(
      pin: .git(GitPin(revision: revision(), label: label(), date: date())), notes: notes())
  }

  private static let wheel = Form.object(
    "a wheel pin", as: "wheel-pin", "A version of a project on a Python index.", isOpen: true
  ) { its in
    let version = its(.version, .pep440, "The version, in PEP 440 form.")
    let files = its(
      .files, .files,
      "For each target, the hash of the file that it uses, or one for each Python where these use "
        + "different files. A target without a file on the index is omitted; schedules that "
        + "validate on it cannot use this pin.")
    let notes = its.notes(
      .deniedVersions,
      "Versions, in PEP 440's normal form, that are never proposed again, each with the reason.")
    let pin = try WheelPin(version: version(), byPython: files())
    return try NotedPin(pin: .wheel(pin), notes: notes())
  }
}

extension Members {
  /// What may stand beside a pin; no part of its identity.
  fileprivate func notes(_ denials: Form<[String: Reason]>, _ what: String) -> Field<PinNotes> {
    let hold = optional(
      .hold, .reason,
      "Why the component is not rolled; delete it, or run `roller pin NAME --unhold`, to roll it "
        + "again.")
    let denied = optional(.denied, denials, else: [:], what)
    let notes = try? PinNotes(hold: hold(), denied: denied())
    return Field(value: notes, cursor: cursor)
  }
}
