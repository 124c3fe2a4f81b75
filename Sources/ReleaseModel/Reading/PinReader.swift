import Digest
import JSON

/// Reads one pin of `version_info.json`.
struct PinReader {
  private static let kinds =
    "a git pin with \"revision\", or a wheel pin with \"version\" and \"files\""

  func pin(_ cursor: Cursor) -> Pin? {
    guard let object = cursor.value.object else { return cursor.wrong(Self.kinds) }
    switch (object["revision"] != nil, object["version"] != nil) {
    case (true, false): return gitPin(cursor).map(Pin.git)
    case (false, true): return wheelPin(cursor).map(Pin.wheel)
    case (true, true):
      return cursor.wrong(Self.kinds, found: "both \"revision\" and \"version\"")
    case (false, false):
      return cursor.wrong(Self.kinds, found: "a pin without \"revision\" or \"version\"")
    }
  }

  private func gitPin(_ cursor: Cursor) -> GitPin? {
    guard let members = cursor.members(.gitPin, unknownKeys: .warn) else { return nil }
    let revision = members["revision"].flatMap(revision)
    let isLabelGood = members["label"].map { label($0) != nil } ?? true
    let date = members["date"].flatMap(date)
    let isDateGood = members["date"] == nil || date != nil
    guard let revision, isLabelGood, isDateGood else { return nil }
    return GitPin(revision: revision, label: members["label"]?.value.string, date: date)
  }

  private func label(_ cursor: Cursor) -> String? {
    let expected = "a plain label such as a tag: A-Z, a-z, 0-9 and ._-+/, at most 100"
    guard let text = cursor.text(expected: expected) else { return nil }
    return GitPin.isPlainLabel(text) ? text : cursor.wrong(expected)
  }

  private func date(_ cursor: Cursor) -> CalendarDate? {
    let expected = "a day that exists, such as \"2026-11-22\""
    guard let text = cursor.text(expected: expected) else { return nil }
    return CalendarDate(text) ?? cursor.wrong(expected)
  }

  private func wheelPin(_ cursor: Cursor) -> WheelPin? {
    guard let members = cursor.members(.wheelPin, unknownKeys: .warn) else { return nil }
    let version = members["version"].flatMap(version)
    let files = members["files"]?.entries(of: "hashes by target") { (_: TargetName, cursor) in
      digest(cursor)
    }
    guard let version, let files else { return nil }
    guard !files.isEmpty else {
      members["files"]?.mistake(
        found: "no file", expected: "the sha256 of the file that each target uses")
      return nil
    }
    return WheelPin(
      version: version, files: Dictionary(files, uniquingKeysWith: { first, _ in first }))
  }

  private func version(_ cursor: Cursor) -> PythonVersion? {
    let expected = "a version in PEP 440 form, such as \"3.9.0\" or \"3.13.0rc20260822\""
    guard let text = cursor.text(expected: expected) else { return nil }
    return PythonVersion(text) ?? cursor.wrong(expected)
  }

  private func digest(_ cursor: Cursor) -> SHA256Digest? {
    let expected = "sha256: and 64 lower-case hexadecimal digits"
    guard let text = cursor.text(expected: expected) else { return nil }
    if let digest = SHA256Digest(text) { return digest }
    cursor.mistake(expected: expected, hint: lowerCaseHint(text, SHA256Digest(text.lowercased())))
    return nil
  }
}

// Why a text is not a revision.
extension PinReader {
  private func revision(_ cursor: Cursor) -> Revision? {
    let expected = "a full commit id: 40 or 64 lower-case hexadecimal digits"
    guard let text = cursor.text(expected: expected) else { return nil }
    if let revision = Revision(text) { return revision }
    let isHexadecimal = !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    switch (isHexadecimal, text.utf8.count) {
    case (true, 40), (true, 64):
      let isZero = text.allSatisfy { $0 == "0" }
      cursor.mistake(
        expected: expected,
        hint: isZero
          ? "git uses all zeros for \"no commit\""
          : lowerCaseHint(text, Revision(text.lowercased())))
    case (true, 4..<40):
      cursor.mistake(
        expected: expected,
        hint: "get the full id with: git rev-parse \(plain(text)) in a clone of the component")
    case _ where BranchName(text) != nil && !isHexadecimal:
      cursor.mistake(
        .refused, expected: expected,
        hint:
          "a branch or tag can move; pin its commit (git rev-parse NAME^{commit}) "
          + "and keep the name as \"label\"")
    default: cursor.mistake(expected: expected)
    }
    return nil
  }

  private func lowerCaseHint(_ text: String, _ lowered: (some Sendable)?) -> String? {
    lowered == nil ? nil : "roller fmt writes it in lower case"
  }
}
