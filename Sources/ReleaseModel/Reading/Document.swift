import JSON

/// One file as JSON, with the place of every value.
struct Document {
  /// The path in the repository.
  let file: String
  let bytes: [UInt8]
  let value: JSONValue
  let outline: DocumentOutline

  /// What `<name>.json` or `<name>/package.json` describes.
  var name: String {
    let steps = file.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isInFolder = steps.last == "package.json"
    return isInFolder ? steps.dropLast().last ?? "" : String((steps.last ?? "").dropLast(5))
  }

  /// In bytes; a hundred times what a large family needs.
  static let sizeLimit = 1 << 20
  /// Levels of nesting; the formats here need six.
  static let depthLimit = 64

  /// Reads `bytes`, or adds what is wrong with them to `findings`.
  init?(file: String, bytes: [UInt8], findings: Findings) {
    let start = Self.startAfterMark(file: file, bytes: bytes, findings: findings)
    let faults = Self.faultsOfText(file: file, bytes: bytes)
    guard faults.isEmpty else {
      for fault in faults { findings.add(fault) }
      return nil
    }
    var scanner = OutlineScanner(bytes, from: start, depthLimit: Self.depthLimit)
    let outline = scanner.value()
    if let offset = scanner.tooDeep {
      findings.add(Self.tooDeep(file: file, place: TextPosition(in: bytes).place(of: offset)))
      return nil
    }
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes, limits: JSONLimits(size: Self.sizeLimit))
    } catch {
      let duplicates = scanner.duplicates.map { Self.duplicate($0, file: file, bytes: bytes) }
      let isDuplicate = error.message.contains("duplicate object key") && !duplicates.isEmpty
      for mistake in isDuplicate ? duplicates : [Self.syntax(error, file: file)] {
        findings.add(mistake)
      }
      return nil
    }
    guard let outline else { return nil }
    self.file = file
    self.bytes = bytes
    self.outline = outline
  }

  private static func startAfterMark(file: String, bytes: [UInt8], findings: Findings) -> Int {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return 0 }
    findings.add(
      Warning(
        file: file, place: Place(line: 1, column: 1),
        text: "starts with a byte order mark, which JSON does not allow (RFC 8259 §8.1)"))
    return 3
  }

  private static func faultsOfText(file: String, bytes: [UInt8]) -> [Mistake] {
    guard bytes.count <= sizeLimit else { return [tooLarge(file: file, count: bytes.count)] }
    guard !bytes.isEmpty else { return [empty(file: file)] }
    if let offset = invalidUTF8(in: bytes) {
      return [notUTF8(file: file, bytes: bytes, offset: offset)]
    }
    return ConflictMarkers.all(in: bytes).map { conflict($0, file: file) }
  }

  private static func invalidUTF8(in bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}

// What is said about a text that is no document.
extension Document {
  private static func tooLarge(file: String, count: Int) -> Mistake {
    Mistake(
      file: file, place: .file, found: "\(count) bytes", expected: "at most \(sizeLimit) bytes",
      hint: "check that this is the right file")
  }

  private static func empty(file: String) -> Mistake {
    Mistake(
      file: file, place: .file, found: "an empty file", expected: "a JSON object",
      hint: "restore it with: git checkout -- \(plain(file))")
  }

  private static func notUTF8(file: String, bytes: [UInt8], offset: Int) -> Mistake {
    Mistake(
      file: file, place: TextPosition(in: bytes).place(of: offset),
      found: "byte 0x\(String(bytes[offset], radix: 16)) at offset \(offset)",
      expected: "UTF-8 text", hint: "save the file in UTF-8")
  }

  private static func tooDeep(file: String, place: Place) -> Mistake {
    Mistake(
      file: file, place: place, found: "nesting deeper than \(depthLimit) levels",
      expected: "at most \(depthLimit) levels")
  }

  private static func duplicate(_ key: DuplicateKey, file: String, bytes: [UInt8]) -> Mistake {
    let text = TextPosition(in: bytes)
    let first = text.place(of: key.first)
    return Mistake(
      file: file, place: text.place(of: key.again, pointer: pointer(of: key.path)),
      found: "the key \(quoted(key.path.last ?? "")) again, first at line \(first.line ?? 0), "
        + "column \(first.column ?? 0)",
      expected: "each key once", hint: "keep one of the two and delete the other")
  }

  private static func conflict(_ marker: ConflictMarkers, file: String) -> Mistake {
    Mistake(
      file: file, place: Place(line: marker.line, column: 1),
      found: "a merge conflict between \(quoted(marker.ours)) and \(quoted(marker.theirs))",
      expected: "one side, without conflict markers",
      hint: "resolve it, or start again with: git checkout --merge -- \(plain(file))")
  }

  private static func syntax(_ error: JSONError, file: String) -> Mistake {
    Mistake(
      file: file, place: Place(line: max(1, error.line), column: max(1, error.column)),
      found: "a fault in the JSON text: \(plain(error.message))", expected: "JSON (RFC 8259)",
      hint: "JSON has no comments, no comma before a closing bracket, no NaN, double quotes only")
  }
}

/// The JSON pointer (RFC 6901) of `path`, escaped for terminals.
func pointer(of path: [String]) -> String {
  path.map { part in
    "/"
      + plain(part).replacing("~", with: "~0").replacing("/", with: "~1")
  }.joined()
}
