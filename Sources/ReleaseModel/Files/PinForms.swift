import Digest
import JSON

private let fullCommitID = "a full commit id: 40 or 64 lower-case hexadecimal digits"
private let commitIDPattern: JSONValue = "^([0-9a-f]{40}|[0-9a-f]{64})$"

extension Form where Value == Revision {
  static let revision = Form(Schema(["type": "string", "pattern": commitIDPattern])) { cursor in
    guard let text = cursor.value.string else { return cursor.wrong(fullCommitID) }
    if let revision = Revision(text) { return revision }
    let (kind, hint) = fault(of: text)
    cursor.mistake(kind, expected: fullCommitID, hint: hint)
    return nil
  }

  /// Why a text is not a revision.
  private static func fault(of text: String) -> (Mistake.Kind, hint: String?) {
    let isHexadecimal = !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    switch (isHexadecimal, text.utf8.count) {
    case (true, 40), (true, 64):
      let isZero = text.allSatisfy { $0 == "0" }
      return (
        .badData,
        isZero ? "git uses all zeros for \"no commit\"" : lowerCaseHint(Revision(text.lowercased()))
      )
    case (true, 4..<40):
      return (
        .badData, "get the full id with: git rev-parse \(plain(text)) in a clone of the component"
      )
    case _ where BranchName(text) != nil && !isHexadecimal:
      return (
        .refused,
        "a branch or tag can move; pin its commit (git rev-parse NAME^{commit}) "
          + "and keep the name as \"label\""
      )
    default: return (.badData, nil)
    }
  }
}

private func lowerCaseHint(_ lowered: (some Sendable)?) -> String? {
  lowered.map { _ in "roller fmt writes it in lower case" }
}

extension Form where Value == String {
  static let label = Form.text(
    "a plain label such as a tag: A-Z, a-z, 0-9 and ._-+/, at most 100",
    ["maxLength": 100, "pattern": "^[A-Za-z0-9][A-Za-z0-9._+/-]*$"]
  ) { GitPin.isPlainLabel($0) ? $0 : nil }
}

extension Form where Value == CalendarDate {
  static let date = Form.text("a day that exists, such as \"2026-11-22\"", ["format": "date"]) {
    CalendarDate($0)
  }
}

extension Form where Value == PythonVersion {
  static let pep440 = Form.text(
    "a version in PEP 440 form, such as \"3.9.0\" or \"3.13.0rc20260822\""
  ) { PythonVersion($0) }
}

extension Form where Value == [TargetName: PerPython<SHA256Digest>] {
  static let files = Form<[(TargetName, PerPython<SHA256Digest>)]>.entries(
    of: "hashes by target", TargetKind.self, .file, atLeast: 1
  ).map { files, cursor in
    guard files.isEmpty else { return Dictionary(files, uniquingKeysWith: { first, _ in first }) }
    return cursor.wrong("the sha256 of the file that each target uses", found: "no file")
  }
}

extension Form where Value == PerPython<SHA256Digest> {
  /// A hash, or an object of hashes by Python.
  fileprivate static let file = Form.oneOf(one, each) {
    ($0.value.object == nil ? one : each).read($0)
  }

  private static let one = Form<SHA256Digest>.sha256.map { PerPython($0) }

  private static let each = Form<[(PythonTag, SHA256Digest)]>.entries(
    byPython: "hashes", .sha256
  ).map {
    PerPython(Dictionary($0, uniquingKeysWith: { first, _ in first }))
  }
}

extension Form where Value == PythonTag {
  static let python = Form.text(
    "a CPython tag such as \"cp311\"", ["pattern": .string(pythonPattern)]
  ) { PythonTag($0) }
}

private let pythonPattern = "^cp3(0|[1-9][0-9]?)$"

extension Form {
  /// The members of an object whose keys are Pythons, in order.
  static func entries<Element>(
    byPython what: String, _ form: Form<Element>
  ) -> Form where Value == [(PythonTag, Element)] {
    .entries(
      "an object of \(what) by Python", keys: Schema(["pattern": .string(pythonPattern)]), form,
      atLeast: 1
    ) { key, cursor in
      PythonTag(key)
        ?? cursor.wrong("a CPython tag such as \"cp311\"", found: "the key \(quoted(key))")
    }.map { entries, cursor in
      entries.isEmpty ? cursor.wrong("at least one Python", found: "none") : entries
    }
  }
}

extension Form where Value == SHA256Digest {
  fileprivate static let sha256 = Form.text(
    "sha256: and 64 lower-case hexadecimal digits", ["pattern": "^sha256:[0-9a-f]{64}$"],
    hint: { lowerCaseHint(SHA256Digest($0.lowercased())) }, { SHA256Digest($0) })
}

extension Form where Value == Reason {
  static let reason = Form.text(
    "a reason: \(Reason.grammar)",
    [
      "minLength": 1, "maxLength": .integer(Int64(Reason.longest)), "pattern": "^\\S(.*\\S)?$",
      "description": "Why, in one line.",
    ]
  ) { Reason($0) }.defined(as: "reason")
}

extension Form where Value == [String: Reason] {
  static let deniedRevisions = denied(
    "revisions", keys: Schema(["pattern": commitIDPattern]), fullCommitID
  ) { Revision($0.lowercased())?.description }

  /// Only the normal form: two spellings of one version would be two denials.
  static let deniedVersions = denied(
    "versions", keys: Schema([:]), "a version in the normal form of PEP 440, such as \"3.9.0\""
  ) { PythonVersion($0)?.description }

  private static func denied(
    _ what: String, keys: Schema, _ expected: String,
    _ normal: @escaping @Sendable (String) -> String?
  ) -> Form {
    Form<[(String, Reason)]>.entries(
      "an object of denied \(what), each with the reason", keys: keys, .reason, atLeast: 1
    ) { key, cursor in
      let good = normal(key)
      return good == key
        ? key
        : cursor.wrong(
          expected, found: "the key \(quoted(key))", hint: good.map { "write \(quoted($0))" })
    }.map { entries, cursor in
      guard entries.isEmpty else { return Dictionary(entries, uniquingKeysWith: { $1 }) }
      return cursor.wrong(
        "at least one of the denied \(what)", found: "no \(what)",
        hint: "delete the key \"denied\" when nothing is denied")
    }
  }
}
