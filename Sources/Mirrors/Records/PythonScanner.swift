/// Takes a Python file apart into tokens, without ever running any of it.
struct PythonScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0
  private var tokens: [PythonToken] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The tokens of the whole file, or why it is no Python.
  static func tokens(of bytes: [UInt8]) throws(RecordFault) -> [PythonToken] {
    guard bytes.count <= RecordLimits.file else {
      throw RecordFault("\(bytes.count) bytes; the limit is \(RecordLimits.file)")
    }
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw RecordFault("it is not UTF-8 text")
    }
    var scanner = PythonScanner(bytes)
    while scanner.position < bytes.count { try scanner.scan() }
    guard scanner.depth == 0 else { throw RecordFault("a bracket is never closed") }
    return scanner.tokens
  }

  private mutating func scan() throws(RecordFault) {
    let byte = bytes[position]
    let character = Character(UnicodeScalar(byte))
    switch character {
    case "\n", "\r\n": endLine()
    case " ", "\t", "\r", "\u{0C}": position += 1
    case "#": skipComment()
    case "\\" where next(1) == UInt8(ascii: "\n"):
      position += 2
      startLine()
    case "\"", "'": try string(prefix: "", from: position)
    case "(", "[", "{": try open(character)
    case ")", "]", "}": try close(character)
    case "0"..."9": number()
    default:
      if isNameByte(byte) { try nameOrString() } else { add(.symbol(character), from: position, 1) }
    }
    guard tokens.count <= RecordLimits.tokens else {
      throw RecordFault(line: line, "more than \(RecordLimits.tokens) tokens")
    }
  }

  private mutating func endLine() {
    if depth == 0, tokens.last?.kind != .newline { add(.newline, from: position, 0) }
    position += 1
    startLine()
  }

  private mutating func startLine() {
    line += 1
    lineStart = position
  }

  private mutating func skipComment() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func open(_ bracket: Character) throws(RecordFault) {
    add(.symbol(bracket), from: position, 1)
    depth += 1
    guard depth <= 100 else { throw RecordFault(line: line, "brackets are nested too deep") }
  }

  private mutating func close(_ bracket: Character) throws(RecordFault) {
    guard depth > 0 else { throw RecordFault(line: line, "a bracket is closed but not opened") }
    depth -= 1
    add(.symbol(bracket), from: position, 1)
  }

  private mutating func number() {
    let start = position
    while let byte = next(0), isNameByte(byte) || byte == UInt8(ascii: ".") { position += 1 }
    add(.number, from: start, 0)
  }

  private mutating func nameOrString() throws(RecordFault) {
    let start = position
    while let byte = next(0), isNameByte(byte) { position += 1 }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    let isPrefix = name.count <= 2 && name.lowercased().allSatisfy { "rbuf".contains($0) }
    if isPrefix, let quote = next(0), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return try string(prefix: name.lowercased(), from: start)
    }
    add(.name(name), from: start, 0)
  }

  private mutating func string(prefix: String, from start: Int) throws(RecordFault) {
    let (startLine, startColumn) = (line, start - lineStart)
    let quote = bytes[position]
    let isTriple = next(1) == quote && next(2) == quote
    position += isTriple ? 3 : 1
    var text: [UInt8] = []
    var isPlain = prefix.isEmpty || prefix == "u"
    while true {
      guard let byte = next(0), isTriple || byte != UInt8(ascii: "\n") else {
        throw RecordFault(line: startLine, "a string is never closed")
      }
      if byte == quote, !isTriple || (next(1) == quote && next(2) == quote) { break }
      if byte == UInt8(ascii: "\\") {
        guard let escaped = next(1) else {
          throw RecordFault(line: line, "a string is not terminated correctly")
        }
        if let plain = plainEscapes[escaped] { text.append(plain) } else { isPlain = false }
        if escaped == UInt8(ascii: "\n") { line += 1 }
        position += 2
        if escaped == UInt8(ascii: "\n") { lineStart = position }
        continue
      }
      text.append(byte)
      position += 1
      if byte == UInt8(ascii: "\n") { self.startLine() }
    }
    position += isTriple ? 3 : 1
    let kind: PythonToken.Kind =
      isPlain ? .string(String(decoding: text, as: UTF8.self)) : .unreadableString
    tokens.append(PythonToken(kind: kind, line: startLine, column: startColumn, depth: depth))
  }

  private mutating func add(_ kind: PythonToken.Kind, from start: Int, _ length: Int) {
    tokens.append(
      PythonToken(kind: kind, line: line, column: start - lineStart, depth: depth))
    position += length
  }

  private func next(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }
}

/// Names may hold letters of any script, hence every byte above ASCII.
private func isNameByte(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "_") || byte >= 0x80 || (0x30...0x39).contains(byte)
    || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

private let plainEscapes: [UInt8: UInt8] = [
  UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "'"): UInt8(ascii: "'"),
  UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "n"): UInt8(ascii: "\n"),
  UInt8(ascii: "t"): UInt8(ascii: "\t"),
]

/// One piece of a Python file, as far as reading literals needs to tell them apart.
///
/// <https://docs.python.org/3/reference/lexical_analysis.html>
struct PythonToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case name(String)
    case string(String)
    /// A string that is not plain text: formatted, of bytes, or with an escape that is not read.
    case unreadableString
    case number
    case symbol(Character)
    /// The end of a statement.
    case newline
  }

  let kind: Kind
  /// Counted from 1.
  let line: Int
  /// Counted from 0, in bytes.
  let column: Int
  /// How many brackets are open around it.
  let depth: Int
}
