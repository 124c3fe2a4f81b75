import JSON

/// One value of a document that is being read, and where it stands.
///
/// Every question that it is asked either has an answer or leaves a mistake; asking goes on after a
/// mistake, so that one reading finds them all.
struct Cursor {
  let document: Document
  let path: [String]
  let value: JSONValue
  let outline: DocumentOutline?
  let findings: Findings

  init(_ document: Document, findings: Findings) {
    self.document = document
    path = []
    value = document.value
    outline = document.outline
    self.findings = findings
  }

  private init(
    _ parent: Cursor, step: String, value: JSONValue, outline: DocumentOutline?
  ) {
    document = parent.document
    path = parent.path + [step]
    self.value = value
    self.outline = outline
    findings = parent.findings
  }

  var place: Place {
    let pointer = pointer(of: path)
    guard let outline else { return Place(pointer: pointer) }
    return TextPosition(in: document.bytes).place(
      of: outline.bytes.lowerBound, pointer: pointer)
  }

  /// Says that this value is wrong; `found` is the value itself unless something else is meant.
  func mistake(
    _ kind: Mistake.Kind = .badData, found: String? = nil, expected: String, hint: String? = nil
  ) {
    findings.add(
      Mistake(
        kind: kind, file: document.file, place: place, found: found ?? told, expected: expected,
        hint: hint))
  }

  func warning(_ text: String) {
    findings.add(Warning(file: document.file, place: place, text: text))
  }

  /// The value as messages tell it: scalars as they are, the rest by kind.
  var told: String {
    switch value {
    case .string(let text): quoted(text)
    case .null, .bool, .integer, .real: plain(value.text())
    case .array, .object: value.kind
    }
  }
}

// Questions about the value's kind.
extension Cursor {
  func text(expected: String = "a string") -> String? {
    guard let text = value.string else { return wrong(expected) }
    return text
  }

  func flag() -> Bool? {
    guard let flag = value.bool else { return wrong("true or false") }
    return flag
  }

  func whole(in range: ClosedRange<Int64>) -> Int64? {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let number = value.integer, range.contains(number) else { return wrong(expected) }
    return number
  }

  func name<Kind>(of kind: Kind.Type = Kind.self) -> Name<Kind>? {
    guard let text = text(expected: "a name") else { return nil }
    guard let name = Name<Kind>(text) else { return wrong("a name: \(Name<Kind>.grammar)") }
    return name
  }

  /// A word of a closed list.
  func choice<Word: RawRepresentable & CaseIterable>(of: Word.Type = Word.self) -> Word?
  where Word.RawValue == String {
    let words = Word.allCases.map(\.rawValue)
    let expected = "one of " + words.map(quoted).joined(separator: ", ")
    guard let text = text(expected: expected) else { return nil }
    guard let word = Word(rawValue: text) else {
      mistake(expected: expected, hint: suggestion(for: text, among: words))
      return nil
    }
    return word
  }

  /// The elements of an array, each read by `read`; nil when any could not be, all having been tried.
  func list<Element>(atLeast least: Int = 0, of what: String, _ read: (Cursor) -> Element?)
    -> [Element]?
  {
    guard let values = value.array else { return wrong("an array of \(what)") }
    guard values.count >= least else {
      return wrong("at least \(least) in the array of \(what)", found: "\(values.count)")
    }
    let elements = values.enumerated().map { index, value in read(element(index, value)) }
    let good = elements.compactMap { $0 }
    return good.count == elements.count ? good : nil
  }

  /// The members of an object whose keys are names of one kind, in order.
  func entries<Kind, Element>(
    of what: String, _ read: (Name<Kind>, Cursor) -> Element?
  ) -> [(Name<Kind>, Element)]? {
    guard let object = value.object else { return wrong("an object of \(what) by name") }
    let entries = object.map { key, value -> (Name<Kind>, Element)? in
      guard let name = Name<Kind>(key) else {
        self.key(key).mistake(
          found: "the key \(quoted(key))", expected: "a name: \(Name<Kind>.grammar)")
        return nil
      }
      return read(name, member(key, value)).map { (name, $0) }
    }
    let good = entries.compactMap { $0 }
    return good.count == entries.count ? good : nil
  }

  /// Nil, after saying that something else was expected.
  func wrong<Answer>(_ expected: String, found: String? = nil) -> Answer? {
    mistake(found: found, expected: expected)
    return nil
  }

  func element(_ index: Int, _ value: JSONValue) -> Cursor {
    let elements = outline?.elements ?? []
    return Cursor(
      self, step: String(index), value: value,
      outline: elements.indices.contains(index) ? elements[index] : nil)
  }

  /// The key of a member, where it is the key that is wrong.
  func key(_ key: String) -> Cursor {
    let bytes = outline?[key]?.keyBytes
    return Cursor(
      self, step: key, value: .string(key),
      outline: bytes.map { DocumentOutline(bytes: $0, members: [], elements: []) })
  }

  func member(_ key: String, _ value: JSONValue) -> Cursor {
    Cursor(self, step: key, value: value, outline: outline?[key]?.value)
  }
}

extension Cursor {
  /// A path inside a repository, archive or folder: relative, with `/`, without `.` and `..` steps.
  func relativePath() -> String? {
    let expected = "a relative path with '/', without \".\" and \"..\" steps"
    guard let text = text(expected: expected) else { return nil }
    let steps = text.split(separator: "/", omittingEmptySubsequences: false)
    let isGood = steps.allSatisfy { step in
      !["", ".", ".."].contains(step) && !step.hasPrefix("-") && step.lowercased() != ".git"
    }
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.value > 0x1F && $0.value != 0x7F && $0 != "\\" && $0 != ":"
    }
    guard isGood, isPlain, text.utf8.count <= 500 else { return wrong(expected) }
    return text
  }

  /// The name of a file in one folder.
  func fileName() -> String? {
    guard let path = relativePath() else { return nil }
    guard !path.contains("/") else { return wrong("the name of a file beside this one") }
    return path
  }
}
