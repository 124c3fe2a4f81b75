import JSON

/// Reads what stands beside a pin in `version_info.json`: `hold` and `denied`.
struct PinNotesReader {
  /// The notes, nil after saying what is wrong with them; keys of the pin itself are not looked at.
  func notes(_ cursor: Cursor) -> PinNotes? {
    guard let object = cursor.value.object else { return nil }
    var hold: Reason?
    var denied: [String: Reason]? = [:]
    let heldAt = object["hold"].map { cursor.member("hold", $0) }
    if let heldAt { hold = reason(heldAt) }
    if let list = object["denied"] {
      denied = denials(cursor.member("denied", list), isGit: object["revision"] != nil)
    }
    guard let denied, (heldAt == nil) == (hold == nil) else { return nil }
    return PinNotes(hold: hold, denied: denied)
  }

  private func reason(_ cursor: Cursor) -> Reason? {
    let expected = "a reason: \(Reason.grammar)"
    guard let text = cursor.text(expected: expected) else { return nil }
    return Reason(text) ?? cursor.wrong(expected)
  }

  private func denials(_ cursor: Cursor, isGit: Bool) -> [String: Reason]? {
    let what = isGit ? "revisions" : "versions"
    guard let object = cursor.value.object else {
      return cursor.wrong("an object of denied \(what), each with the reason")
    }
    guard !object.isEmpty else {
      cursor.mistake(
        found: "no \(what)", expected: "at least one of the denied \(what)",
        hint: "delete the key \"denied\" when nothing is denied")
      return nil
    }
    let entries = object.map { key, value -> (String, Reason)? in
      let isGood = isGit ? checkRevision(key, cursor) : checkVersion(key, cursor)
      let reason = reason(cursor.member(key, value))
      return isGood ? reason.map { (key, $0) } : nil
    }
    let good = entries.compactMap { $0 }
    return good.count == entries.count ? Dictionary(good, uniquingKeysWith: { $1 }) : nil
  }

  private func checkRevision(_ key: String, _ cursor: Cursor) -> Bool {
    guard Revision(key) == nil else { return true }
    let lowered = Revision(key.lowercased())
    cursor.key(key).mistake(
      found: "the key \(quoted(key))",
      expected: "a full commit id: 40 or 64 lower-case hexadecimal digits",
      hint: lowered.map { "write \(quoted($0.description))" })
    return false
  }

  /// Only the normal form: two spellings of one version would be two denials.
  private func checkVersion(_ key: String, _ cursor: Cursor) -> Bool {
    let version = PythonVersion(key)
    guard version?.description != key else { return true }
    cursor.key(key).mistake(
      found: "the key \(quoted(key))",
      expected: "a version in the normal form of PEP 440, such as \"3.9.0\"",
      hint: version.map { "write \(quoted($0.description))" })
    return false
  }
}
