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

extension Cursor {
  /// Nil, after saying that something else was expected.
  func wrong<Answer>(_ expected: String, found: String? = nil, hint: String? = nil) -> Answer? {
    mistake(found: found, expected: expected, hint: hint)
    return nil
  }

  /// The value at `key`, if this is an object that has it.
  subscript(key: Key) -> Cursor? { self[key.rawValue] }

  subscript(key: String) -> Cursor? { value[key].map { member(key, $0) } }

  /// The element at `index`, if this is an array that has one.
  subscript(index: Int) -> Cursor? {
    guard let values = value.array, values.indices.contains(index) else { return nil }
    let elements = outline?.elements ?? []
    return Cursor(
      self, step: String(index), value: values[index],
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

  /// Says of each of `names` that comes again, where `place` has it, that once is enough.
  func checkDistinct<Element: Hashable & CustomStringConvertible>(
    _ names: [Element], at place: (Int) -> Cursor?
  ) {
    var seen: Set<Element> = []
    for (index, name) in names.enumerated() where !seen.insert(name).inserted {
      place(index)?.mistake(
        found: "\(quoted(name.description)) again", expected: "each name once",
        hint: "delete one of the two")
    }
  }
}

/// What reading has found to say so far, for one read of one or more files.
///
/// A reference, because readers go on after a mistake and everything that they find is one list. It
/// never leaves the function that reads.
final class Findings {
  private(set) var mistakes: [Mistake] = []
  private(set) var warnings: [Warning] = []

  func add(_ mistake: Mistake) { mistakes.append(mistake) }
  func add(_ warning: Warning) { warnings.append(warning) }

  /// Throws everything that is wrong, if anything is: file by file, from top to bottom.
  func check() throws(Mistakes) {
    guard !mistakes.isEmpty else { return }
    let placed = mistakes.enumerated().map { index, mistake in
      let file = mistakes.firstIndex { $0.file == mistake.file } ?? index
      return ([file, mistake.place.line ?? 0, mistake.place.column ?? 0, index], mistake)
    }
    throw Mistakes(placed.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1))
  }
}
