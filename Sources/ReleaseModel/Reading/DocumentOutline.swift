import JSON

/// Where a JSON value, and everything in it, stands in its text.
///
/// jansson gives values without places; people need a line, and an edit in place needs the bytes.
struct DocumentOutline: Sendable, Equatable {
  struct Member: Sendable, Equatable {
    let key: String
    /// The bytes of the key, quotes included.
    let keyBytes: Range<Int>
    let value: DocumentOutline
  }

  /// The bytes of the value.
  let bytes: Range<Int>
  /// Of an object, in its order; duplicates included.
  let members: [Member]
  /// Of an array.
  let elements: [DocumentOutline]

  subscript(key: String) -> Member? { members.last { $0.key == key } }

  subscript(key: Key) -> Member? { self[key.rawValue] }
}

/// A key that an object holds more than once.
struct DuplicateKey: Sendable, Equatable {
  let path: [String]
  /// Byte offsets of the keys.
  let first: Int
  let again: Int
}

/// Outlines a text that need not be good JSON: it ends at the first thing that it cannot place.
struct OutlineScanner {
  private let bytes: [UInt8]
  private let depthLimit: Int
  private var place: Int
  private var path: [String] = []
  private(set) var duplicates: [DuplicateKey] = []
  /// The offset at which nesting goes beyond the limit.
  private(set) var tooDeep: Int?

  init(_ bytes: [UInt8], from start: Int, depthLimit: Int) {
    self.bytes = bytes
    place = start
    self.depthLimit = depthLimit
  }

  /// The outline of the value at the current place, or nil when there is none.
  mutating func value(depth: Int = 0) -> DocumentOutline? {
    skipSpace()
    guard place < bytes.count else { return nil }
    guard depth <= depthLimit else {
      tooDeep = place
      return nil
    }
    switch bytes[place] {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""):
      return string().map { DocumentOutline(bytes: $0, members: [], elements: []) }
    default: return scalar()
    }
  }

  private mutating func object(depth: Int) -> DocumentOutline? {
    let start = place
    var members: [DocumentOutline.Member] = []
    var firsts: [String: Int] = [:]
    place += 1
    while !skip("}") {
      guard members.isEmpty || skip(","), let key = key() else { return nil }
      path.append(key.text)
      if let first = firsts[key.text] {
        duplicates.append(DuplicateKey(path: path, first: first, again: key.bytes.lowerBound))
      }
      firsts[key.text] = firsts[key.text] ?? key.bytes.lowerBound
      guard skip(":"), let value = value(depth: depth + 1) else { return nil }
      path.removeLast()
      members.append(.init(key: key.text, keyBytes: key.bytes, value: value))
    }
    return DocumentOutline(bytes: start..<place, members: members, elements: [])
  }

  private mutating func array(depth: Int) -> DocumentOutline? {
    let start = place
    var elements: [DocumentOutline] = []
    place += 1
    while !skip("]") {
      guard elements.isEmpty || skip(",") else { return nil }
      path.append(String(elements.count))
      guard let value = value(depth: depth + 1) else { return nil }
      path.removeLast()
      elements.append(value)
    }
    return DocumentOutline(bytes: start..<place, members: [], elements: elements)
  }

  private mutating func key() -> (text: String, bytes: Range<Int>)? {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\""), let range = string() else {
      return nil
    }
    let text = (try? JSONValue(parsing: Array(bytes[range])))?.string
    return text.map { ($0, range) }
  }

  private mutating func string() -> Range<Int>? {
    let start = place
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard place < bytes.count else { return nil }
    place += 1
    return start..<place
  }

  private mutating func scalar() -> DocumentOutline? {
    let start = place
    while place < bytes.count, !isSpace(bytes[place]), !",:[]{}\"".utf8.contains(bytes[place]) {
      place += 1
    }
    guard start < place else { return nil }
    return DocumentOutline(bytes: start..<place, members: [], elements: [])
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func skipSpace() {
    while place < bytes.count, isSpace(bytes[place]) { place += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}

/// Turns byte offsets of one text into lines and columns.
struct TextPosition {
  private let bytes: [UInt8]

  init(in bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The line and column, in characters, of the byte at `offset`; both counted from 1.
  func place(of offset: Int, pointer: String? = nil) -> Place {
    let before = bytes[..<min(max(0, offset), bytes.count)]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    // Bytes 10xxxxxx continue a character: https://www.rfc-editor.org/rfc/rfc3629#section-3
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return Place(line: line, column: column, pointer: pointer)
  }
}
