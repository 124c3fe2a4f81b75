import Digest
import JSON

/// Reads `version_info.json`.
///
/// Keys that are not known are kept and warned of, never refused: the file is older than this program
/// and others write to it.
struct VersionInfoReader {
  /// What the file says, before it is joined with its text.
  struct Content {
    let packageVersion: ReleaseVersion
    let packageSuffix: String
    let pins: PinSet
    let notes: [ComponentName: PinNotes]
  }

  func content(_ cursor: Cursor) -> Content? {
    guard let members = cursor.members(.versionInfo, unknownKeys: .warn) else { return nil }
    let version = members["package-version"].flatMap(version)
    let suffix = members["package-suffix"].flatMap { self.suffix($0, version: version) }
    let pins = members["pins"]?.entries(of: "pins") { (_: ComponentName, cursor) in
      pin(cursor)
    }
    guard let version, let suffix, let pins else { return nil }
    return Content(
      packageVersion: version, packageSuffix: suffix, pins: PinSet(pins.map { ($0, $1.pin) }),
      notes: Dictionary(pins.map { ($0, $1.notes) }, uniquingKeysWith: { $1 }))
  }

  private func pin(_ cursor: Cursor) -> (pin: Pin, notes: PinNotes)? {
    let pin = PinReader().pin(cursor)
    let notes = PinNotesReader().notes(cursor)
    guard let pin, let notes else { return nil }
    return (pin, notes)
  }

  private func version(_ cursor: Cursor) -> ReleaseVersion? {
    let expected = "an official version MAJOR.MINOR.PATCH without leading zeros, such as \"0.1.0\""
    guard let text = cursor.text(expected: expected) else { return nil }
    guard let version = ReleaseVersion(text), version.suffix.isEmpty else {
      return cursor.wrong(expected)
    }
    guard version.preRelease == nil else {
      cursor.mistake(
        expected: expected,
        hint: "write \"\(version.official)\"; the tag of a pre-release carries the rest")
      return nil
    }
    return version
  }

  private func suffix(_ cursor: Cursor, version: ReleaseVersion?) -> String? {
    let expected = "\"\" or a PEP 440 suffix such as \"rc1\" or \".dev1\""
    guard let text = cursor.text(expected: expected) else { return nil }
    let official = version ?? ReleaseVersion(major: 0, minor: 1, patch: 0)
    guard text.isEmpty || ReleaseVersion(byHand: official.official, suffix: text) != nil else {
      return cursor.wrong(expected)
    }
    return text
  }
}
