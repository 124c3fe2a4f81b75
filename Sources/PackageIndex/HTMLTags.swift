/// The opening tags of a page, in order.
///
/// An index page is a list of links, so tags are all that is needed of it; nesting, text and what
/// browsers repair are not. The reading follows the HTML tokenizer
/// (<https://html.spec.whatwg.org/multipage/parsing.html#tokenization>) for what pages contain:
/// comments, quoted and bare attributes, character references, and the raw text of scripts and styles.
struct HTMLTags: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  init(_ text: String) {
    self.init(Array(text.utf8))
  }

  mutating func next() -> HTMLTag? {
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = start + 1
      if skipMarkup() { continue }
      guard let name = tagName() else { continue }
      let tag = HTMLTag(name: name, attributes: attributes())
      if name == "script" || name == "style" { skip(past: Array("</\(name)".utf8)) }
      return tag
    }
    return nil
  }

  /// Skips a comment, a closing tag, a doctype; says whether there was one.
  private mutating func skipMarkup() -> Bool {
    if bytes[place...].starts(with: "!--".utf8) {
      skip(past: Array("-->".utf8))
      return true
    }
    guard let first = current, "!/?".utf8.contains(first) else { return false }
    skip(past: [UInt8(ascii: ">")])
    return true
  }

  private mutating func tagName() -> String? {
    guard let first = current, isLetter(first) else { return nil }
    return take { !isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }.lowercased()
  }

  private mutating func attributes() -> [String: String] {
    var found: [String: String] = [:]
    while true {
      _ = take { isSpace($0) || $0 == UInt8(ascii: "/") }
      guard let byte = current else { return found }
      if byte == UInt8(ascii: ">") {
        place += 1
        return found
      }
      // A "=" here belongs to the name, as in the tokenizer; so each turn moves on.
      let start = place
      place += 1
      _ = take { !isSpace($0) && !"=/>".utf8.contains($0) }
      let name = text(start..<place).lowercased()
      let value = attributeValue()
      if found[name] == nil { found[name] = value }
    }
  }

  private mutating func attributeValue() -> String {
    let behindName = place
    _ = take(while: isSpace)
    guard current == UInt8(ascii: "=") else {
      place = behindName
      return ""
    }
    place += 1
    _ = take(while: isSpace)
    guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return decodedReferences(take { !isSpace($0) && $0 != UInt8(ascii: ">") })
    }
    place += 1
    let value = take { $0 != quote }
    place = Swift.min(place + 1, bytes.count)
    return decodedReferences(value)
  }
}

extension HTMLTags {
  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func take(while condition: (UInt8) -> Bool) -> String {
    let start = place
    while let byte = current, condition(byte) { place += 1 }
    return text(start..<place)
  }

  /// Moves behind the next `end`, whatever its case, or to the end of the page.
  private mutating func skip(past end: [UInt8]) {
    while place < bytes.count {
      let piece = bytes[place...].prefix(end.count)
      if piece.count == end.count, zip(piece, end).allSatisfy({ lowered($0) == $1 }) {
        place += end.count
        return
      }
      place += 1
    }
  }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(lowered(byte)) }

/// `text` with the character references that pages of links use: the five that XML names, and numbers.
private func decodedReferences(_ text: String) -> String {
  guard text.contains("&") else { return text }
  var out = ""
  var rest = text[...]
  while let start = rest.firstIndex(of: "&") {
    out += rest[..<start]
    rest = rest[rest.index(after: start)...]
    guard let end = rest.prefix(10).firstIndex(of: ";"), let decoded = decoded(rest[..<end]) else {
      out += "&"
      continue
    }
    out += decoded
    rest = rest[rest.index(after: end)...]
  }
  return out + rest
}

private func decoded(_ name: Substring) -> String? {
  let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
  if let text = named[String(name)] { return text }
  guard name.hasPrefix("#") else { return nil }
  let digits = name.dropFirst()
  let number =
    digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
  return number.flatMap(UnicodeScalar.init).map(String.init)
}

/// One opening tag of a page: its name and attributes, names in lower case, values decoded.
struct HTMLTag: Sendable, Equatable {
  let name: String
  private let attributes: [String: String]

  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  subscript(attribute: String) -> String? { attributes[attribute] }
}
