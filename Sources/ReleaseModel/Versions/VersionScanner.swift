/// Reads a version left to right, by the regular expression of PEP 440, appendix B
/// (<https://packaging.python.org/en/latest/specifications/version-specifiers/#appendix-parsing-version-strings-with-regular-expressions>).
struct VersionScanner {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) {
    let trimmed = Array(text.utf8).drop { Self.isSpace($0) }
    bytes = Array(trimmed.reversed().drop { Self.isSpace($0) }.reversed()).map(Self.lowered)
  }

  mutating func version() -> PythonVersion? {
    guard bytes.count <= 200 else { return nil }
    _ = skip(["v"])
    guard var first = number() else { return nil }
    var epoch: UInt64 = 0
    if skip(["!"]) {
      epoch = first
      guard let next = number() else { return nil }
      first = next
    }
    guard let release = releaseParts(after: first) else { return nil }
    let pre = pre()
    let post = post()
    let dev = suffix(["dev"])
    guard let local = local(), place == bytes.count else { return nil }
    return PythonVersion(
      epoch: epoch, release: release, pre: pre, post: post, dev: dev, local: local)
  }

  private mutating func releaseParts(after first: UInt64) -> [UInt64]? {
    var release = [first]
    while place + 1 < bytes.count, bytes[place] == UInt8(ascii: "."), isDigit(at: place + 1) {
      place += 1
      guard let part = number() else { return nil }
      release.append(part)
    }
    return release
  }

  private mutating func pre() -> PythonVersion.Pre? {
    // Longest spellings first: "alpha" starts with "a".
    let kinds: [(PythonVersion.PreKind, [String])] = [
      (.alpha, ["alpha", "a"]), (.beta, ["beta", "b"]),
      (.candidate, ["preview", "pre", "rc", "c"]),
    ]
    for (kind, spellings) in kinds {
      if let number = suffix(spellings) { return PythonVersion.Pre(kind: kind, number: number) }
    }
    return nil
  }

  private mutating func post() -> UInt64? {
    if let number = suffix(["post", "rev", "r"]) { return number }
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "-"), isDigit(at: place + 1) else {
      return nil
    }
    place += 1
    return number()
  }

  /// An optional separator, one of `spellings`, an optional separator and number; 0 without one.
  private mutating func suffix(_ spellings: [String]) -> UInt64? {
    let start = place
    _ = separator()
    guard skip(spellings) else {
      place = start
      return nil
    }
    // The separator belongs to the word even when no number follows: `1.0a..dev1` is `1.0a0.dev1`.
    _ = separator()
    return number() ?? 0
  }

  private mutating func local() -> [PythonVersion.LocalPart]? {
    guard skip(["+"]) else { return [] }
    var parts: [PythonVersion.LocalPart] = []
    repeat {
      let start = place
      while place < bytes.count, isDigit(at: place) || isLetter(at: place) { place += 1 }
      guard start < place else { return nil }
      let text = String(decoding: bytes[start..<place], as: UTF8.self)
      parts.append(
        text.utf8.allSatisfy { (48...57).contains($0) }
          ? UInt64(text).map { .number($0) } ?? .text(text) : .text(text))
    } while separator()
    return parts
  }

  private mutating func number() -> UInt64? {
    let start = place
    while isDigit(at: place) { place += 1 }
    return start == place ? nil : UInt64(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private mutating func separator() -> Bool { skip([".", "-", "_"]) }

  private mutating func skip(_ spellings: [String]) -> Bool {
    for spelling in spellings where bytes[place...].starts(with: spelling.utf8) {
      place += spelling.utf8.count
      return true
    }
    return false
  }

  private func isDigit(at index: Int) -> Bool {
    index < bytes.count && (48...57).contains(bytes[index])
  }

  private func isLetter(at index: Int) -> Bool {
    index < bytes.count && (97...122).contains(bytes[index])
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }
}
