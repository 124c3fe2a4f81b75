/// The trailers of a commit message: `Token: value` lines of its last paragraph.
///
/// As <https://git-scm.com/docs/git-interpret-trailers> has them, except that a subject is never one.
package struct MessageTrailers: Sendable {
  /// In the message's order.
  package let all: [(token: String, value: String)]

  package init(_ message: String) {
    let paragraphs = messageParagraphs(message)
    all = paragraphs.dropFirst().last.map { $0.compactMap(Self.trailer) } ?? []
  }

  /// The values of `token`, whose case does not count.
  package subscript(token: String) -> [String] {
    all.filter { $0.token.lowercased() == token.lowercased() }.map(\.value)
  }

  private static func trailer(_ line: Substring) -> (token: String, value: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let token = line[..<colon]
    let isToken = token.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    guard isToken, !token.isEmpty else { return nil }
    let value = line[line.index(after: colon)...].drop { $0 == " " }
    return (String(token), String(value))
  }
}

/// The lines of a message by paragraphs; white space at a line's end does not count.
func messageParagraphs(_ message: String) -> [[Substring]] {
  var paragraphs: [[Substring]] = [[]]
  for line in message.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
    var line = line
    while line.last?.isWhitespace ?? false { line.removeLast() }
    if line.isEmpty {
      if paragraphs.last?.isEmpty == false { paragraphs.append([]) }
    } else {
      paragraphs[paragraphs.count - 1].append(line)
    }
  }
  return paragraphs.filter { !$0.isEmpty }
}
